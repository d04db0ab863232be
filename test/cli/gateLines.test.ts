import assert from "node:assert/strict";
import { gateLines } from "../../cli/gateLines.ts";

describe("the gate's lines of a status", () => {
  const here = { now: "2026-01-31T13:40:00.000Z", zone: "Europe/Berlin" };
  const observed = "12 since 2026-01-31T13:32:05Z, at least 100 needed";

  it("say what the gate means for the next step, with times as the clocks here have them", () => {
    const measurements = [
      { name: "requests of 1.5.0", verdict: "inconclusive", observed },
    ] as const;
    const gate = { verdict: "inconclusive", measurements } as const;
    assert.deepEqual(gateLines({ gate, message: "1.5.0 from 10 % to 25 %" }, here), [
      [
        "gate",
        [
          "inconclusive: 1.5.0 from 10 % to 25 % would be refused",
          "requests of 1.5.0 12 since 14:32, at least 100 needed",
        ].join("\n"),
      ],
    ]);
  });

  it("are none where no share is to increase", () => {
    assert.deepEqual(gateLines(undefined, here), []);
  });
});
