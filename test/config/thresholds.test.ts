import assert from "node:assert/strict";
import { faults, problems, parse, production, staging, type Stack } from "./stack.ts";

function thresholds(stack: Stack) {
  const config = parse(stack);
  assert.ok(config.environment === "production");
  return config.thresholds;
}

describe("thresholds", () => {
  const checklist = {
    errorRate: { warning: 1, critical: 5 },
    latency: { warning: 200, critical: 500 },
    latencyRatio: { warning: 1.5, critical: 2 },
    databaseQuery: { warning: 100, critical: 250 },
    redisCommand: { warning: 20, critical: 100 },
    connections: { warning: 80, critical: 90 },
    cpu: { warning: 80, critical: 90 },
    memory: { warning: 80, critical: 90 },
    thirdParties: { warning: 1, critical: 5 },
    payments: { warning: 1, critical: 5 },
    checkouts: { warning: 50, critical: 30 },
    certificateDays: 20,
  };

  it("are the checklist's where they are absent, in whole or in part", () => {
    for (const value of [undefined, {}, { errorRate: {} }, { latency: { critical: 500 } }]) {
      assert.deepEqual(thresholds(production({ thresholds: value })), checklist);
    }
  });

  it("may be lowered, as numbers or as their digits", () => {
    const value = { errorRate: { warning: 0.5, critical: "2.5" }, latency: { warning: "150" } };
    assert.deepEqual(thresholds(production({ thresholds: value })), {
      ...checklist,
      errorRate: { warning: 0.5, critical: 2.5 },
      latency: { warning: 150, critical: 500 },
    });
  });

  const ceilings: [key: string, most: number, unit: string, item?: string][] = [
    ["errorRate.warning", 1, "percent"],
    ["errorRate.critical", 5, "percent"],
    ["latency.warning", 200, "milliseconds", "alert-latency-warn-200"],
    ["latency.critical", 500, "milliseconds", "alert-latency-crit-500"],
    ["latencyRatio.warning", 1.5, "times stable's", "trig-latency-2x"],
    ["latencyRatio.critical", 2, "times stable's", "trig-latency-2x"],
  ];
  for (const [key, most, unit, item] of ceilings) {
    const more = item === undefined ? "" : byExemption(item);
    it(`may not be raised: ${key} is at most ${most}`, () => {
      for (const value of [most + 0.1, 0, -1, "1e1", "5%", true]) {
        assert.deepEqual(
          faults(production({ [`thresholds.${key}`]: value })).map(({ key, allowed }) => [
            key,
            allowed,
          ]),
          [
            [
              `thresholds.${key}`,
              `a number of ${unit} above 0 and at most ${most}, the checklist's${more}`,
            ],
          ],
        );
      }
    });
  }

  const slow = { latency: { warning: 400, critical: "700.5" }, latencyRatio: { critical: 3 } };

  it("may be looser where the alert's item is listed as exempt, whoever says so and until when", () => {
    const exemptions = ["alert-latency-warn-200", "alert-latency-crit-500", "trig-latency-2x"].map(
      (item) => ({ item, by: "Mallory", reason: "it is slow", expires: "2020-01-01T00:00:00Z" }),
    );
    assert.deepEqual(thresholds(production({ thresholds: slow, exemptions })), {
      ...checklist,
      latency: { warning: 400, critical: 700.5 },
      latencyRatio: { warning: 1.5, critical: 3 },
    });
    assert.deepEqual(problems(production({ thresholds: slow, exemptions: exemptions.slice(1) })), [
      "thresholds.latency.warning is 400",
    ]);
    const none = { "thresholds.latency.critical": 60_001, exemptions };
    assert.deepEqual(problems(production(none)), ["thresholds.latency.critical is 60001"]);
  });

  it("of errors may not, whatever is exempt", () => {
    const exemptions = [
      { item: "alert-error-crit-5", by: "Alex", reason: "no", expires: "2099-01-01T00:00:00Z" },
    ];
    assert.deepEqual(problems(production({ "thresholds.errorRate.critical": 6, exemptions })), [
      "thresholds.errorRate.critical is 6",
    ]);
  });

  const defaults = ["databaseQuery", "redisCommand", "connections", "cpu", "memory"] as const;
  for (const name of [...defaults, "thirdParties", "payments"] as const) {
    it(`may not be raised above the default: ${name}`, () => {
      for (const level of ["warning", "critical"] as const) {
        const most = checklist[name][level];
        const [fault, ...more] = faults(
          production({ [`thresholds.${name}.${level}`]: most + 0.1 }),
        );
        assert.equal(fault?.key, `thresholds.${name}.${level}`);
        assert.match(fault.allowed, new RegExp(`at most ${most}, the default$`));
        assert.deepEqual(more, []);
      }
    });
  }

  it("may not be lowered where less is worse", () => {
    const value = { checkouts: { warning: 49, critical: 29.9 }, certificateDays: 19 };
    assert.deepEqual(
      faults(production({ thresholds: value })).map(({ key, allowed }) => [key, allowed]),
      [
        [
          "thresholds.checkouts.warning",
          "a number of percent from 50, the default, to less than 100",
        ],
        [
          "thresholds.checkouts.critical",
          "a number of percent from 30, the default, to less than 100",
        ],
        ["thresholds.certificateDays", "a number of days from 20, the default, to less than 90"],
      ],
    );
    const [fault] = faults(production({ "thresholds.checkouts": { warning: 60, critical: 60 } }));
    assert.equal(fault?.problem, "has a warning that is not above critical");
  });

  it("warn before they are critical", () => {
    const value = { errorRate: { critical: 1 }, latency: { warning: 100, critical: 100 } };
    assert.deepEqual(
      faults(production({ thresholds: value })),
      [
        ["errorRate", "1", "5"],
        ["latency", "200", "500"],
      ].map(([name, warning, critical]) => ({
        key: `thresholds.${String(name)}`,
        problem: "has a warning that is not below critical",
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
    assert.deepEqual(problems(staging({ thresholds: {} })), [
      "thresholds belongs to another environment",
    ]);
  });
});

/** How the message says to declare that more is allowed. */
function byExemption(item: string): string {
  return `; looser only for a while, by an entry under exemptions: item (${item}), by (one of approvers), reason and expires`;
}
