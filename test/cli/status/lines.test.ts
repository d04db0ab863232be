import assert from "node:assert/strict";
import { statusLines } from "../../../cli/status/lines.ts";
import { parseState } from "../../../cli/state.ts";
import { record as prepared, rolling } from "../../rollout/build.ts";
import { exportedOf } from "./exported.ts";

const PROJECT = "urn:pulumi:production::canary::";

/** A stack's state, as it is read. */
function exported(...parts: Parameters<typeof exportedOf>) {
  return parseState(exportedOf(...parts), "production");
}

/** The lines of some titles. */
function lines(state: ReturnType<typeof exported>, lock?: string): Record<string, string> {
  const requested = { fault: "none" };
  const all = statusLines({
    state,
    requested,
    lock,
    evidence: "",
    now: new Date("2026-01-31T12:10:00Z"),
  });
  return Object.fromEntries(all);
}

describe("a status", () => {
  it("says nothing of drift, locks and what is missing where there is none", () => {
    const { drift, pending, lock, missing, weights: held } = lines(exported(rolling(25)));
    assert.deepEqual([drift, pending, lock, missing], [undefined, undefined, undefined, undefined]);
    assert.equal(held, "stable 75, canary 25 (as last written)");
  });

  it("says where a weight is not what the record says", () => {
    const { drift } = lines(exported(rolling(25), { stable: 100, canary: 0 }));
    assert.equal(
      drift,
      [
        "the canary has 0 % in the state and 25 % in the record: weights stable 100 (75 in the record), canary 0 (25 in the record); the next stage from 0 % is 10 %",
        "pulumi up at the recorded percentage restores it, or ./canary rollback",
      ].join("\n"),
    );
  });

  it("says where a host is not what the record says", () => {
    const { drift } = lines(exported(rolling(25), { host: "dpl_other" }));
    assert.match(
      drift ?? "",
      /^the canary's origin points at dpl_other in the state and at dpl_150 in the record$/m,
    );
  });

  it("says what an update began and did not end, and who holds the stack", () => {
    const state = exported(rolling(25), {}, { pending: ["traffic-canary"] });
    const { pending, lock } = lines(state, "held by ci@runner-7 (pid 4242) since then");
    assert.match(pending ?? "", /in the middle of updating traffic-canary: pulumi refresh/);
    assert.equal(lock, "held by ci@runner-7 (pid 4242) since then");
  });

  for (const [what, message] of [
    ["traffic-canary", 'the weighted record "canary"'],
    ["production-public", "the alias of the public host"],
  ] as const) {
    it(`says that the state lacks ${message}`, () => {
      const { missing } = lines(exported(rolling(25), {}, { without: what }));
      assert.match(missing ?? "", new RegExp(`^the state lacks ${message}: `));
    });
  }

  for (const [what, kept, why] of [
    ["none", undefined, /^the state holds none$/m],
    ["one of a later version", { ...prepared(), schema: 9 }, /^cannot be read: .*schema 9/],
  ] as const) {
    it(`says how there comes to be a record again where the state holds ${what}`, () => {
      const { record, weights: held } = lines(exported(kept));
      assert.match(record ?? "", why);
      assert.match(record ?? "", /\.\/canary rollback --to DEPLOYMENT .*docs\/runbook\.md/);
      assert.equal(held, "stable 75, canary 25 (as last written)");
    });
  }

  it("is refused of a stack that has no rollout", () => {
    const resources = [{ urn: `${PROJECT}pulumi:pulumi:Stack::x`, type: "pulumi:pulumi:Stack" }];
    assert.throws(
      () => parseState({ deployment: { resources } }, "staging"),
      /the stack staging has no rollout: it is staging, or/,
    );
  });
});
