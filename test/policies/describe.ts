import assert from "node:assert/strict";
import type { Policy } from "../../policies/lib/policy.ts";
import { describeRefusal, referTo } from "../../rollout/refusal.ts";
import { judged, refusalsOf, UNKNOWN, type Given } from "./judged.ts";
import { steppedBack } from "./records.ts";

/**
 * A stack that a policy refuses: what is wrong with it, and what the policy says, among other things, or
 * the rollout where the policy refers to it.
 */
export type Refused = readonly [what: string, given: Given, says: RegExp];

/** What a policy accepts, and every kind of what it does not. */
export function describePolicy(
  policy: Policy,
  refused: readonly Refused[],
  passing: readonly (readonly [what: string, given: Given])[] = [],
): void {
  describe(`the policy ${policy.name}`, () => {
    it("finds nothing wrong with a sound stack", () => {
      assert.deepEqual(judged(policy), []);
      assert.deepEqual(judged(policy, { environment: "staging" }), []);
    });

    for (const [what, given] of passing) {
      it(`passes ${what}`, () => {
        assert.deepEqual(judged(policy, given), []);
      });
    }

    for (const [what, given, says] of refused) {
      it(`refuses ${what}`, () => {
        const said = judged(policy, given);
        const why = policy.kind === "rollout" ? refusalsOf(given) : [];
        const refers = (one: string) =>
          why.some((each) => one.endsWith(referTo(each.rule)) && says.test(describeRefusal(each)));
        assert.ok(
          said.some((one) => says.test(one) || refers(one)),
          `${String(says)} is not among: ${said.join("; ")}`,
        );
        for (const one of said) assert.ok(one.startsWith(`${policy.level}: `), one);
      });
    }

    if (policy.kind === "rollout") {
      it("does not judge going back, whatever is wrong with it", () => {
        assert.deepEqual(judged(policy, { record: steppedBack() }), []);
      });

      it("refuses a record that is not known yet", () => {
        assert.deepEqual(judged(policy, { record: UNKNOWN }), [
          "mandatory: this cannot be judged: record is not known yet",
        ]);
        const record = { ...steppedBack(), kind: UNKNOWN };
        assert.match(judged(policy, { record })[0] ?? "", /^mandatory: this cannot be judged: /);
      });
    } else {
      it("tells of it while going back, and stops nothing", () => {
        const inProduction = refused.filter(([, { environment }]) => environment !== "staging");
        for (const [, given] of inProduction) {
          for (const one of judged(policy, { ...given, record: steppedBack() }))
            assert.match(one, /^advisory: /);
        }
      });
    }
  });
}
