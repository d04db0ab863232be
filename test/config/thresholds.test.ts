import assert from "node:assert/strict";
import { faults, found, parse, production, staging, type Stack } from "./stack.ts";

function thresholds(stack: Stack) {
  const config = parse(stack);
  assert.ok(config.environment === "production");
  return config.thresholds;
}

describe("canary:thresholds", () => {
  const checklist = {
    errorRate: { warning: 1, critical: 5 },
    latency: { warning: 200, critical: 500 },
  };

  it("are the checklist's where they are absent, in whole or in part", () => {
    for (const value of [undefined, {}, { errorRate: {} }, { latency: { critical: 500 } }]) {
      assert.deepEqual(thresholds(production({ thresholds: value })), checklist);
    }
  });

  it("may be lowered, as numbers or as their digits", () => {
    const value = { errorRate: { warning: 0.5, critical: "2.5" }, latency: { warning: "150" } };
    assert.deepEqual(thresholds(production({ thresholds: value })), {
      errorRate: { warning: 0.5, critical: 2.5 },
      latency: { warning: 150, critical: 500 },
    });
  });

  const ceilings: [key: string, most: number, unit: string][] = [
    ["errorRate.warning", 1, "percent"],
    ["errorRate.critical", 5, "percent"],
    ["latency.warning", 200, "milliseconds"],
    ["latency.critical", 500, "milliseconds"],
  ];
  for (const [key, most, unit] of ceilings) {
    it(`may not be raised: ${key} is at most ${most}`, () => {
      for (const value of [most + 0.1, 0, -1, "1e1", "5%", true]) {
        assert.deepEqual(
          faults(production({ [`thresholds.${key}`]: value })).map(({ key, allowed }) => [
            key,
            allowed,
          ]),
          [
            [
              `canary:thresholds.${key}`,
              `a number of ${unit} above 0 and at most ${most}, the checklist's`,
            ],
          ],
        );
      }
    });
  }

  it("warn before they are critical", () => {
    const value = { errorRate: { critical: 1 }, latency: { warning: 100, critical: 100 } };
    assert.deepEqual(
      faults(production({ thresholds: value })),
      [
        ["errorRate", "1", "5"],
        ["latency", "200", "500"],
      ].map(([name, warning, critical]) => ({
        key: `canary:thresholds.${String(name)}`,
        found: "has a warning that is not below critical",
        allowed: "a warning less than critical; the checklist's stands where one is left out",
        example: [
          "canary:thresholds:",
          `  ${String(name)}:`,
          `    warning: ${String(warning)}`,
          `    critical: ${String(critical)}`,
        ],
      })),
    );
  });

  it("are production's", () => {
    assert.deepEqual(found(staging({ thresholds: {} })), [
      "canary:thresholds belongs to another environment",
    ]);
  });
});
