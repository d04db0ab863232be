import assert from "node:assert/strict";
import * as fc from "fast-check";
import { isUnreadable, readRecord } from "../../rollout/record.ts";
import { WHEN_APPLIED } from "../../rollout/time.ts";
import {
  finished,
  recordedEvidence,
  OLD,
  record,
  resume,
  rolledBack,
  rolling,
  T0,
} from "./build.ts";

/** Why it cannot be read; the test fails where it can. */
function whyNot(raw: unknown): string {
  const read = readRecord(raw);
  assert.ok(isUnreadable(read), "it was read");
  assert.equal(read.raw, raw);
  return read.unreadable;
}

describe("reading the record", () => {
  for (const none of [undefined, null]) {
    it(`finds none in ${String(none)}`, () => {
      assert.equal(readRecord(none), undefined);
    });
  }

  const { item, at, digest } = recordedEvidence("cq-lint");
  const full = rolledBack({
    previous: OLD,
    from: { percentage: 10, enteredAt: T0 },
    evidence: [{ item, verdict: "exempt", at, digest }],
    acted: [{ block: "resume", release: "dpl_140", at: resume(OLD).at }],
  });
  const least = record({
    stable: { version: "1", commit: "c", deployment: "d" },
    plan: [{ percentage: 1, soak: 0 }],
    evidence: [{ item: "i", verdict: "pass", at, digest: "" }],
  });
  for (const [says, written] of [
    ["the least that a record has", record()],
    ["the shortest names, the lowest stage and no soak", least],
    ["all that a record can have", full],
    ["how a rollout ended", finished()],
    ["a preview's, which was not applied yet", record({ enteredAt: WHEN_APPLIED })],
  ] as const) {
    it(`reads ${says}, as it was written`, () => {
      assert.deepEqual(readRecord(JSON.parse(JSON.stringify(written))), written);
    });
  }

  it("refuses a later version's, and says both numbers", () => {
    assert.match(
      whyNot({ ...record(), schema: 2 }),
      /later version \(schema 2, this one reads 1\)/,
    );
    assert.match(whyNot({ schema: 7, all: "else" }), /later version \(schema 7/);
  });

  for (const [says, raw, word] of [
    ["no schema", { ...record(), schema: undefined }, /schema/],
    ["an earlier schema", { ...record(), schema: 0 }, /schema/],
    ["a schema in words", { ...record(), schema: "2" }, /expected 1 .*schema/],
    ["a key that it does not know", { ...record(), colour: "blue" }, /colour/],
    [
      "a release with more than it knows",
      record({ stable: { ...OLD, region: "fra" } as never }),
      /region/,
    ],
    ["no canary", { ...record(), canary: undefined }, /canary/],
    [
      "a release without a deployment",
      record({ stable: { ...OLD, deployment: "" } }),
      /deployment/,
    ],
    ["a percentage above 100", record({ percentage: 101 }), /percentage/],
    ["a percentage below 0", record({ percentage: -1 }), /percentage/],
    ["half a percent", record({ percentage: 0.5 }), /percentage/],
    ["a plan without stages", record({ plan: [] }), /plan/],
    ["a plan with a stage at 0 %", record({ plan: [{ percentage: 0, soak: 1 }] }), /plan/],
    ["a soak below 0", record({ plan: [{ percentage: 100, soak: -1 }] }), /soak/],
    ["a moment that is none", record({ enteredAt: "yesterday" }), /enteredAt/],
    ["a moment without a zone", record({ enteredAt: "2026-01-31T12:00:00" }), /enteredAt/],
    ["a transition that it does not know", record({ kind: "canter" as never }), /kind/],
    [
      "evidence that failed",
      rolling(10, { evidence: [{ ...recordedEvidence("x") }] as never }),
      /evidence/,
    ],
    ["an end that it does not know", { ...finished(), owed: { ended: "tea" } }, /owed/],
    ["text", "garbage", /expected object/],
    ["a number", 42, /expected object/],
    ["a list", [record()], /expected object/],
    ["yes", true, /expected object/],
    ["an empty object", {}, /schema/],
  ] as const) {
    it(`cannot read ${says}, and says where`, () => {
      assert.match(whyNot(raw), word);
    });
  }

  it("says why in one line", () => {
    assert.doesNotMatch(whyNot({ schema: 1 }), /\n/);
  });

  it("never throws, whatever the state holds", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (raw) => {
        readRecord(raw);
      }),
      { seed: 1, numRuns: 2000 },
    );
    const damaged = fc.tuple(fc.constantFrom(...Object.keys(full)), fc.anything());
    fc.assert(
      fc.property(damaged, ([key, value]) => {
        readRecord({ ...full, [key]: value });
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
