import assert from "node:assert/strict";
import { nextOf } from "./build.ts";
import { always, whenAllowed, whenItIncreases } from "./property.ts";

describe("of any record, request and facts, an increase", () => {
  whenItIncreases("goes to the next stage and no further", ({ record }, judged) => {
    const { percentage, plan } = nextOf(judged);
    const next = plan.find((stage) => stage.percentage > record.percentage);
    assert.equal(percentage, judged.transition === "promote" ? 100 : next?.percentage);
  });

  whenItIncreases(
    "comes after the full soak, counted from the last recovery",
    ({ record, facts }) => {
      if (record.percentage === 0) return;
      const since = [record.enteredAt, facts.gate?.recoveredAt ?? record.enteredAt];
      const held = Date.parse(facts.now) - Math.max(...since.map((at) => Date.parse(at)));
      const stage = record.plan.find((one) => one.percentage === record.percentage);
      assert.ok(stage && held >= stage.soak * 1000, `${held} ms`);
    },
  );

  whenItIncreases("needs a clock that tells the time, and did not go back", ({ record, facts }) => {
    assert.ok(Date.parse(facts.now) >= Date.parse(record.enteredAt));
  });

  whenItIncreases("is never that of a halted release", ({ record }) => {
    const halted = record.halted.map((one) => one.release.deployment);
    assert.ok(!halted.includes(record.canary.deployment));
  });

  whenItIncreases("passes no freeze, and no gate that is not open", ({ facts }) => {
    assert.deepEqual(facts.freezes, []);
    assert.ok(!facts.gate || facts.gate.verdict === "open");
  });

  whenAllowed("freezes all evidence that it asks into its record", ({ record, facts }, judged) => {
    if (judged.transition === "hold") return;
    const { required, closeOut } = facts.evidence;
    const expected = {
      start: [...required, ...(record.owed ? closeOut : [])],
      advance: required,
      promote: required,
    }[judged.transition as string];
    const items = nextOf(judged).evidence.map((one) => one.item);
    assert.deepEqual(items, expected?.map((one) => one.item) ?? []);
  });

  whenAllowed("alone can change the plan, from 0 %", ({ record, request }, judged) => {
    const expected = ["start", "first"].includes(judged.transition) ? request.plan : record.plan;
    assert.deepEqual(nextOf(judged).plan, expected);
  });

  always("is the one thing that is ever refused, beside a change of a release", (pair, judged) => {
    const { percentage } = pair.request;
    const stages = [0, ...pair.record.plan.map((stage) => stage.percentage)];
    const fall = percentage < pair.record.percentage && stages.includes(percentage);
    const back = ["step back", "halt", "roll back", "revert"].includes(judged.transition);
    if (fall || back) assert.deepEqual(judged.refusals, []);
    if (fall) assert.ok(nextOf(judged).percentage <= percentage);
  });
});
