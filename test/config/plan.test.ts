import assert from "node:assert/strict";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { faults, problems, parse, production, type Stack } from "./stack.ts";

type Row = [percentage: unknown, soak: unknown];

const checklist: Row[] = [
  [10, "10m"],
  [25, "15m"],
  [50, "30m"],
  [75, "1h"],
  [100, "15m"],
];

function planned(rows: readonly Row[], changes: Stack = {}): Stack {
  return production({ plan: rows.map(([percentage, soak]) => ({ percentage, soak })), ...changes });
}

function planOf(stack: Stack) {
  const config = parse(stack);
  assert.ok(config.environment === "production");
  return config.plan;
}

/** The checklist's plan with one soak changed. */
function soaked(index: number, soak: unknown): Row[] {
  return checklist.map((row, at) => (at === index ? [row[0], soak] : row));
}

describe("plan", () => {
  it("is the checklist's where there is none, and may be written out", () => {
    assert.deepEqual(planOf(production()), CHECKLIST_PLAN);
    assert.deepEqual(planOf(planned(checklist)), CHECKLIST_PLAN);
  });

  it("may hold longer and have more stages, each for a minute or longer", () => {
    const plan = planOf(planned([[1, "60s"], ["5", "90s"], ...soaked(3, "1h30m1s")]));
    assert.deepEqual(
      plan.map(({ percentage, soak }) => [percentage, soak]),
      [
        [1, 60],
        [5, 90],
        [10, 600],
        [25, 900],
        [50, 1800],
        [75, 5401],
        [100, 900],
      ],
    );
  });

  for (const soak of [
    "",
    "10",
    "10 m",
    "10min",
    "1.5h",
    "0m",
    "010m",
    "-5m",
    "1m1h",
    "10M",
    "m",
    600,
    null,
    "99999m",
  ]) {
    it(`is refused with a soak of ${JSON.stringify(soak)}`, () => {
      assert.deepEqual(
        faults(planned(soaked(0, soak))).map(({ key, allowed }) => [key, allowed]),
        [["plan[0].soak", "a length of time, such as 10m, 1h30m, 90s or 2h"]],
      );
    });
  }

  for (const percentage of ["10%", 10.5, 0, 101, "010", null, true]) {
    it(`is refused with a stage at ${JSON.stringify(percentage)}`, () => {
      const stack = planned([[percentage, "10m"], ...checklist]);
      assert.deepEqual(
        faults(stack).map(({ key, allowed }) => [key, allowed]),
        [
          [
            "plan[0].percentage",
            "a whole number from 1 to 100, in digits alone: no sign, space, % or point",
          ],
        ],
      );
    });
  }

  it("is refused when it leaves stages out, all of them named", () => {
    const [fault, ...more] = faults(
      planned([
        [10, "10m"],
        [75, "1h"],
      ]),
    );
    assert.deepEqual(more, []);
    assert.deepEqual(fault, {
      key: "plan",
      problem: "has no stage at 25, 50, 100 %",
      allowed: "every stage of the checklist, and more; none may be left out",
      example: [
        "canary:plan:",
        "  - percentage: 10",
        "    soak: 10m",
        "  - percentage: 25",
        "    soak: 15m",
        "  - percentage: 50",
        "    soak: 30m",
        "  - percentage: 75",
        "    soak: 60m",
        "  - percentage: 100",
        "    soak: 15m",
      ],
    });
  });

  it("is refused when it is empty, or no list", () => {
    assert.deepEqual(problems(planned([])), ["plan has no stage at 10, 25, 50, 75, 100 %"]);
    assert.deepEqual(problems(production({ plan: "10, 25" })), ['plan is "10, 25"']);
    assert.deepEqual(problems(production({ plan: null })), ["plan is empty"]);
    assert.deepEqual(problems(production({ plan: [10] })).at(0), "plan[0] is 10");
  });

  it("is refused when a stage is not above the one before it", () => {
    const stack = planned([
      ...checklist.slice(0, 2),
      [20, "5m"],
      ...checklist.slice(2),
      [100, "1h"],
    ]);
    assert.deepEqual(
      faults(stack).map(({ key, allowed }) => [key, allowed]),
      ["plan[2].percentage", "plan[6].percentage"].map((key) => [
        key,
        "more than the stage before it: stages increase, and the last is 100",
      ]),
    );
  });

  const rehearsal = "only a rehearsal may shorten it, where datadog.host is a loopback address";
  const short: [index: number, soak: string, least: string, percentage: number, more: string][] = [
    [0, "9m59s", "10 min", 10, rehearsal],
    [1, "14m", "15 min", 25, looserBy("roll-soak-15m")],
    [2, "1s", "30 min", 50, rehearsal],
    [3, "59m", "1 h", 75, looserBy("roll-soak-1h")],
    [4, "10m", "15 min", 100, rehearsal],
  ];
  for (const [index, soak, least, percentage, more] of short) {
    it(`is refused when ${percentage} % holds for ${soak}`, () => {
      const [fault, ...others] = faults(planned(soaked(index, soak)));
      assert.deepEqual(others, []);
      assert.equal(fault?.key, `plan[${index}].soak`);
      assert.equal(fault.problem, `is "${soak}"`);
      assert.equal(fault.allowed, `${least} or longer at ${percentage} %; ${more}`);
    });
  }

  const exempt = (...items: string[]) => ({
    exemptions: items.map((item) => ({
      ...{ item, by: "Alex Doe", reason: "a hotfix", expires: "2099-01-01T00:00:00Z" },
    })),
  });

  it("may leave out the stages between 10 and 100 % that are listed as exempt", () => {
    const hotfix = [checklist[0] ?? [], checklist[4] ?? []] as Row[];
    const items = ["roll-25", "roll-50", "roll-75"];
    assert.deepEqual(
      planOf(planned(hotfix, exempt(...items))).map(({ percentage }) => percentage),
      [10, 100],
    );
    const [fault, ...others] = faults(planned(hotfix, exempt("roll-50", "canary-deploy")));
    assert.deepEqual(others, []);
    assert.equal(fault?.problem, "has no stage at 25, 75 %");
    assert.equal(
      fault.allowed,
      `every stage of the checklist, and more; ${looserBy("roll-25, roll-75")}`,
    );
    assert.deepEqual(problems(planned(checklist.slice(1), exempt("canary-deploy"))), [
      "plan has no stage at 10 %",
    ]);
  });

  it("may hold a stage for less where its soak is listed as exempt, a minute or longer", () => {
    const listed = exempt("roll-soak-1h");
    assert.equal(planOf(planned(soaked(3, "60s"), listed))[3]?.soak, 60);
    assert.deepEqual(problems(planned(soaked(3, "59s"), listed)), ['plan[3].soak is "59s"']);
    assert.deepEqual(problems(planned(soaked(2, "29m"), listed)), ['plan[2].soak is "29m"']);
  });

  it("is refused when a stage of the team's own holds for less than a minute", () => {
    assert.deepEqual(problems(planned([[1, "59s"], ...checklist])), ['plan[0].soak is "59s"']);
  });

  const seconds = checklist.map(([percentage]): Row => [percentage, "2s"]);

  for (const host of [
    "http://127.0.0.1:8126",
    "http://localhost:8126",
    "http://[::1]:8126",
    "https://127.1.2.3",
  ]) {
    it(`may hold for seconds where the Datadog host is ${host}`, () => {
      const plan = planOf(planned([[1, "1s"], ...seconds], { "datadog.host": host }));
      assert.deepEqual(new Set(plan.map(({ soak }) => soak)), new Set([1, 2]));
    });
  }

  for (const host of [
    undefined,
    "https://datadog-proxy.example.com",
    "https://127.0.0.1.example.com",
    "https://localhost.example.com",
    "https://10.0.0.1",
    "https://[::2]",
  ]) {
    it(`may not where it is ${String(host)}`, () => {
      assert.equal(faults(planned(seconds, { "datadog.host": host })).length, seconds.length);
    });
  }

  it("leaves no stage out in a rehearsal either", () => {
    const stack = planned(seconds.slice(1), { "datadog.host": "http://127.0.0.1:8126" });
    assert.deepEqual(problems(stack), ["plan has no stage at 10 %"]);
  });
});

/** How the message says to declare that a plan may fall short. */
function looserBy(items: string): string {
  return `looser only for a while, by an entry under exemptions: item (${items}), by (one of approvers), reason and expires`;
}
