import assert from "node:assert/strict";
import { problems, parse, production, refusal, staging, faults } from "./stack.ts";

describe("percentage", () => {
  // What is typed, and the number that was probably meant; 10 where nothing says.
  const refused: [typed: string, meant: number][] = [
    ["25 ", 25],
    [" 25", 25],
    ["25%", 25],
    ["25 %", 25],
    ["010", 10],
    ["+5", 5],
    ["25.5", 10],
    ["25.0", 10],
    ["-1", 10],
    ["1e1", 10],
    ["0x19", 10],
    ["101", 10],
    ["1000", 10],
    ["1,0", 10],
    ["ten", 10],
    ["true", 10],
    ["null", 10],
    ["NaN", 10],
    ["٢٥", 10],
    ["[25]", 25],
  ];
  for (const [typed, meant] of refused) {
    it(`refuses ${JSON.stringify(typed)}, and says what to type`, () => {
      const label = typed === "[25]" ? typed : JSON.stringify(typed);
      assert.equal(
        refusal(production({ percentage: typed })).message,
        `The configuration of this stack has a fault.

percentage is ${label}
  allowed: a whole number from 0 to 100, in digits alone: no sign, space, % or point
  example: pulumi config set percentage ${meant}`,
      );
    });
  }

  it("refuses an empty value", () => {
    for (const value of ["", null]) {
      assert.deepEqual(problems(production({ percentage: value })), ["percentage is empty"]);
    }
  });

  it("refuses its absence", () => {
    assert.deepEqual(faults(production({ percentage: undefined })), [
      {
        key: "percentage",
        problem: "is missing",
        allowed: "a whole number from 0 to 100, in digits alone: no sign, space, % or point",
        example: ["pulumi config set percentage 10"],
      },
    ]);
  });

  it("takes every whole number from 0 to 100, stage or not", () => {
    for (let percentage = 0; percentage <= 100; percentage++) {
      for (const typed of [percentage, String(percentage)]) {
        const config = parse(production({ percentage: typed }));
        assert.equal(config.environment === "production" && config.percentage, percentage);
      }
    }
  });

  it("has no place in staging", () => {
    assert.deepEqual(faults(staging({ percentage: 10 })), [
      {
        key: "percentage",
        problem: "belongs to another environment",
        allowed: "no such key in staging, which has one release (release) and no percentage",
        example: ["pulumi config rm 'percentage'"],
      },
    ]);
  });
});
