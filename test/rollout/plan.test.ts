import assert from "node:assert/strict";
import { judge } from "../../rollout/judge.ts";
import { CHECKLIST_PLAN, percentages, stageAfter, stageAt } from "../../rollout/plan.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { after, facts, halt, NEW, nextOf, record, request, rolling, rules } from "./build.ts";

describe("the plan", () => {
  it("is the checklist's: 10 % 10 min, 25 % 15, 50 % 30, 75 % 60, 100 % 15", () => {
    const minutes = CHECKLIST_PLAN.map(({ percentage, soak }) => [percentage, soak / 60]);
    assert.deepEqual(minutes, [
      [10, 10],
      [25, 15],
      [50, 30],
      [75, 60],
      [100, 15],
    ]);
  });

  it("finds the stage at exactly a percentage", () => {
    assert.equal(stageAt(CHECKLIST_PLAN, 25)?.soak, 900);
    assert.equal(stageAt(CHECKLIST_PLAN, 26), undefined);
    assert.equal(stageAt(CHECKLIST_PLAN, 0), undefined);
  });

  for (const [from, to] of [
    [0, 10],
    [10, 25],
    [24, 25],
    [75, 100],
    [100, undefined],
  ] as const) {
    it(`leads from ${from} % to ${to === undefined ? "no stage" : `${to} %`}`, () => {
      assert.equal(stageAfter(CHECKLIST_PLAN, from)?.percentage, to);
    });
  }

  it("names its percentages", () => {
    assert.equal(percentages(CHECKLIST_PLAN), "10, 25, 50, 75, 100");
  });
});

describe("the plan that counts", () => {
  const longer = [
    { percentage: 5, soak: 60 },
    { percentage: 100, soak: 60 },
  ];

  it("is config's at a start, and copied into the record", () => {
    const judged = judge(record(), request(record(), { percentage: 5, plan: longer }), facts());
    assert.deepEqual(judged.refusals, []);
    assert.deepEqual(nextOf(judged).plan, longer);
  });

  it("is the record's above 0 %, whatever config says since", () => {
    const before = rolling(10);
    const edited = [
      { percentage: 10, soak: 0 },
      { percentage: 100, soak: 0 },
    ];
    const judged = judge(
      before,
      request(before, { percentage: 100, plan: edited }),
      facts({ now: after(0) }),
    );
    assert.deepEqual(rules(judged), ["stage-skipped", "soak"]);
    for (const asks of [{ percentage: 25 }, { percentage: 0 }, { halt: halt(NEW) }]) {
      const { next } = judge(before, request(before, { ...asks, plan: edited }), facts());
      assert.deepEqual((next as RolloutRecord).plan, before.plan);
    }
  });
});
