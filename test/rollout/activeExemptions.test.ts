import assert from "node:assert/strict";
import type { Lapse } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import { CHECKLIST_PLAN, shortfalls } from "../../rollout/plan.ts";
import { readRecord, type RolloutRecord } from "../../rollout/record.ts";
import { after, apply, exemption, facts, finished, HOUR, NEW, NEXT, nextOf } from "./build.ts";
import { promoted, record, request, rolling, rules, said } from "./build.ts";

const HOTFIX = CHECKLIST_PLAN.filter(({ percentage }) => [10, 100].includes(percentage));

describe("where a plan falls short of the checklist's", () => {
  it("is nowhere where it has all of it, and more", () => {
    assert.deepEqual(shortfalls(CHECKLIST_PLAN), []);
    const longer = CHECKLIST_PLAN.map(({ percentage, soak }) => ({ percentage, soak: soak * 2 }));
    assert.deepEqual(shortfalls([{ percentage: 1, soak: 60 }, ...longer]), []);
  });

  it("is each stage left out, and each that is cut short, with the item that exempts it", () => {
    const plan = CHECKLIST_PLAN.flatMap((stage) =>
      stage.percentage === 25 ? [] : [{ ...stage, soak: 60 }],
    );
    assert.deepEqual(
      shortfalls(plan).map(({ stage, soak, item }) => [stage.percentage, soak, item]),
      [
        [10, 60, undefined],
        [25, undefined, "roll-25"],
        [50, 60, "roll-soak-30m"],
        [75, 60, "roll-soak-1h"],
        [100, 60, undefined],
      ],
    );
  });
});

describe("a rollout whose plan was let fall short", () => {
  const exempt = ["roll-25", "roll-50", "roll-75"].map((item) => exemption(item));
  const given = facts({ exemptions: [...exempt, exemption("cq-lint")] });
  const start = () =>
    nextOf(judge(record(), request(record(), { percentage: 10, plan: HOTFIX }), given));

  it("keeps who let it, from the start on, and can be read back", () => {
    const begun = start();
    assert.deepEqual([begun.plan, begun.exempted], [HOTFIX, exempt]);
    assert.deepEqual(readRecord(JSON.parse(JSON.stringify(begun))), begun);
    const all = apply(begun, { percentage: 100 }, after(4 * HOUR));
    assert.deepEqual(all.exempted, exempt);
    const promoted = apply(all, { stable: NEW }, after(6 * HOUR));
    assert.deepEqual(apply(promoted, { percentage: 0 }, after(7 * HOUR)).exempted, exempt);
    assert.deepEqual(apply(begun, { percentage: 0 }).exempted, exempt);
  });

  it("goes by it though its exemptions have run out since", () => {
    const begun = start();
    const { transition, refusals } = judge(
      begun,
      request(begun, { percentage: 100, plan: CHECKLIST_PLAN }),
      facts({ now: after(4 * HOUR) }),
    );
    assert.deepEqual([transition, refusals], ["advance", []]);
  });

  it("is followed by one that has a plan of its own", () => {
    const before = finished({ canary: NEXT, plan: HOTFIX, exempted: exempt });
    const next = apply(before, { percentage: 10, plan: CHECKLIST_PLAN });
    assert.ok(!("exempted" in next));
    assert.deepEqual(next.plan, CHECKLIST_PLAN);
  });
});

describe("what config asks for by an exemption that does not count", () => {
  const lapse = (requested: Lapse["refuses"]): Lapse => ({
    refuses: requested,
    observed: `${requested} is requested`,
  });
  const lapsed = [lapse("every increase"), lapse("the start")];
  const judged = (before: RolloutRecord, asks: object) =>
    judge(before, request(before, asks), facts({ lapsed }));

  it("refuses each increase, by name", () => {
    const remedy = "have an approver renew it, or take what needs it out of config";
    assert.deepEqual(said(judged(record(), { percentage: 10 })), [
      `exemption: every increase is requested; ${remedy}`,
      `exemption: the start is requested; ${remedy}`,
    ]);
    for (const [before, asks] of [
      [rolling(10), { percentage: 25 }],
      [rolling(100), { stable: NEW }],
    ] as const)
      assert.deepEqual(said(judged(before, asks)), [
        `exemption: every increase is requested; ${remedy}`,
      ]);
  });

  it("stands in the way of nothing else", () => {
    for (const [before, asks] of [
      [rolling(50), {}],
      [rolling(50), { percentage: 25 }],
      [rolling(50), { percentage: 0 }],
      [promoted(), { percentage: 0 }],
      [record(), { canary: NEXT }],
    ] as const)
      assert.deepEqual(rules(judged(before, asks)), []);
  });
});
