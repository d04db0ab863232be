import assert from "node:assert/strict";
import type { Facts } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import * as built from "./build.ts";
import { after, facts, finished, haltedAs, NEW, NEXT, OLD, promoted } from "./build.ts";
import { record, release, request, rolledBack, rolling, rules, said } from "./build.ts";

describe("an exemption of release-changed", () => {
  const exempt = (over: Partial<Facts> = {}) =>
    facts({ exemptions: [built.exemption("release-changed")], ...over });
  const world = release("1.4.7");
  const rebuilt = release("1.5.0", { commit: "b".repeat(40), deployment: "dpl_rebuilt" });

  it("begins anew at 0 %, with what is halted kept and nothing owed", () => {
    const before = finished({ halted: [haltedAs(NEXT)] });
    const asks = request(before, {
      stable: world,
      canary: undefined,
      plan: [{ percentage: 100, soak: 9 }],
    });
    const judged = judge(before, asks, exempt());
    assert.equal(judged.transition, "first");
    assert.deepEqual(judged.refusals, []);
    assert.deepEqual(judged.next, {
      ...record({ stable: world, canary: world, kind: "first", plan: asks.plan }),
      halted: [haltedAs(NEXT)],
      enteredAt: facts().now,
      from: { percentage: 0, enteredAt: before.enteredAt },
    });
  });

  it("counts until its very end", () => {
    const facts = exempt({ now: after(3 * built.HOUR - 0.5) });
    assert.equal(judge(record(), request(record(), { stable: world }), facts).transition, "first");
  });

  it("does not let a halted release become stable", () => {
    const before = rolledBack();
    assert.deepEqual(
      said(judge(before, request(before, { stable: NEW, canary: undefined }), exempt())),
      [
        "halted: 1.5.0 is halted and was requested as stable; prepare it as the canary and ./canary resume it first",
      ],
    );
  });

  it("lets further releases be prepared, though a halted one had the new one's version", () => {
    const before = rolledBack({ stable: rebuilt, canary: rebuilt });
    assert.equal(judge(before, request(before, { canary: NEXT }), facts()).transition, "prepare");
  });

  for (const [says, before, asks, given] of [
    ["above 0 %", rolling(10), { stable: world }, exempt()],
    ["with an increase", record(), { stable: world, percentage: 10 }, exempt()],
    ["when it has expired", record(), { stable: world }, exempt({ now: after(3 * built.HOUR) })],
    [
      "when its end is no moment",
      record(),
      { stable: world },
      exempt({ exemptions: [built.exemption("release-changed", { expires: "soon" })] }),
    ],
    [
      "when it is for another item",
      record(),
      { stable: world },
      exempt({ exemptions: [built.exemption("cq-lint")] }),
    ],
  ] as const) {
    it(`does not count ${says}`, () => {
      assert.equal(rules(judge(before, request(before, asks), given))[0], "release-changed");
    });
  }

  it("changes nothing that is judged by another row", () => {
    for (const [before, asks, transition] of [
      [record(), { canary: NEXT }, "prepare"],
      [finished(), { stable: OLD }, "revert"],
      [record(), {}, "hold"],
      [promoted(), { percentage: 0 }, "finish"],
    ] as const) {
      assert.equal(judge(before, request(before, asks), exempt()).transition, transition);
    }
  });
});
