import assert from "node:assert/strict";
import { NO_DRIFT } from "../../rollout/drift.ts";
import { judge } from "../../rollout/judge.ts";
import type { StoredRecord, RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import * as built from "./build.ts";
import { facts, haltedAs, NEW, NEXT, OLD, record, release } from "./build.ts";
import { request, rolledBack, rolling, rules, said } from "./build.ts";

const rebuilt = release("1.5.0", { commit: "b".repeat(40), deployment: "dpl_rebuilt" });
const unreadable = { unreadable: "it was written by a later version", raw: { schema: 9 } };
const NAMES = "1.4.0 (dpl_140, commit 1400000) and canary 1.5.0 (dpl_150, commit 1500000)";
const BY_HAND =
  "releases change by a prepare at 0 %, a promote at 100 %, or ./canary rollback: write the releases as the record has them";
const ONE_NAME = "a deployment has one version and one commit, and a version one commit: ";
const TYPO = `${ONE_NAME}where the record is right, write them as it has them; where it has a typo, take releases.canary out, pulumi up, and name it again`;
const STABLE = `${ONE_NAME}where the record is right, write them as it has them; where it is wrong, exempt release-changed (docs/config.md, exemptions)`;
const HALTED = `${ONE_NAME}write them as the record has them, or give a new build a version of its own`;

type Row = readonly [
  says: string,
  result: StoredRecord,
  asks: Request,
  refusals: readonly string[],
];
const of = (result: RolloutRecord, asks: Partial<Request>) =>
  [result, request(result, asks)] as const;

// prettier-ignore
const REFUSED: readonly Row[] = [
  ["a first deployment above 0 %", undefined, request(rolling(10)), [
    "first-deployment: this stack has no record of a rollout, and 10 % was requested; apply percentage: 0 first"]],
  ["a first deployment of one release above 0 %", undefined, request(rolling(10, { canary: OLD })), [
    "first-deployment: this stack has no record of a rollout, and 10 % was requested; apply percentage: 0 first"]],
  ["anything above 0 % with a record that cannot be read", unreadable, request(rolling(10)), [
    "record-unreadable: the rollout's record cannot be read: it was written by a later version; use the version that wrote it; a lower percentage passes meanwhile, and 0 takes all traffic off the canary"]],
  ["another stable release", ...of(record(), { stable: NEXT }), [
    `release-changed: the record has stable ${NAMES}, and stable 1.6.0 (dpl_160, commit 1600000) with canary 1.5.0 (dpl_150, commit 1500000) was requested; ${BY_HAND}`]],
  ["another canary above 0 %", ...of(rolling(10), { canary: NEXT }), [
    `release-changed: the record has stable ${NAMES}, and stable 1.4.0 (dpl_140, commit 1400000) with canary 1.6.0 (dpl_160, commit 1600000) was requested; ${BY_HAND}`]],
  ["the canary's deployment under another version", ...of(record(), { canary: { ...NEW, version: "1.5.1" } }), [
    `release-changed: 1.5.1 (dpl_150, commit 1500000) was requested, and the record knows 1.5.0 (dpl_150, commit 1500000); ${TYPO}`]],
  ["the stable release's deployment under another version", ...of(record(), { stable: { ...OLD, version: "1.4.1" } }), [
    `release-changed: 1.4.1 (dpl_140, commit 1400000) was requested, and the record knows 1.4.0 (dpl_140, commit 1400000); ${STABLE}`]],
  ["the canary's version from another commit", ...of(record(), { canary: rebuilt }), [
    `release-changed: 1.5.0 (dpl_rebuilt, commit bbbbbbb) was requested, and the record knows 1.5.0 (dpl_150, commit 1500000); ${TYPO}`]],
  ["a halted release's version from another commit",
    ...of(rolledBack({ canary: OLD }), { canary: rebuilt }), [
    `release-changed: 1.5.0 (dpl_rebuilt, commit bbbbbbb) was requested, and the record knows 1.5.0 (dpl_150, commit 1500000); ${HALTED}`]],
  ["a release taken away that is requested as stable", ...of(rolledBack(), { stable: NEW, canary: undefined }), [
    `release-changed: the record has stable ${NAMES}, and stable 1.5.0 (dpl_150, commit 1500000) with canary 1.5.0 (dpl_150, commit 1500000) was requested; ${BY_HAND}`,
    "halted: 1.5.0 is halted and was requested as stable; prepare it as the canary and ./canary resume it first"]],
  ["more than everyone", ...of(rolling(100), { percentage: 101 }), [
    "no-such-stage: 101 % is no stage of the plan; percentage takes 0, 10, 25, 50, 75, 100"]],
  ["a percentage that is no stage, below", ...of(rolling(50), { percentage: 33 }), [
    "no-such-stage: 33 % is no stage of the plan; percentage takes 0, 10, 25, 50, 75, 100"]],
];

describe("judging a request that is refused", () => {
  it("mends a typo in the record at 0 % as the refusal says: out with the canary, then named again", () => {
    const typo = record({ canary: { ...NEW, commit: "f".repeat(40) } });
    assert.deepEqual(rules(judge(typo, request(typo, { canary: NEW }), facts())), [
      "release-changed",
    ]);
    const without = judge(typo, request(typo, { canary: undefined }), facts());
    assert.equal(without.transition, "prepare");
    const again = judge(without.next, request(typo, { canary: NEW }), facts());
    assert.deepEqual([again.transition, again.refusals], ["prepare", []]);
  });

  for (const [says, stored, asks, refusals] of REFUSED) {
    it(`refuses ${says}`, () => {
      assert.deepEqual(said(judge(stored, asks, facts())), refusals);
    });
  }

  for (const [says, before, asks, expected] of [
    [
      "a release and an increase",
      rolling(10),
      { canary: NEXT, percentage: 25 },
      ["release-changed", "one-change-at-a-time"],
    ],
    [
      "a release and a percentage that is no stage",
      rolling(50),
      { canary: NEXT, percentage: 33 },
      ["release-changed", "one-change-at-a-time", "no-such-stage"],
    ],
    [
      "a prepare and a start",
      record({ canary: OLD }),
      { canary: NEW, percentage: 10 },
      ["release-changed", "one-change-at-a-time", "no-canary"],
    ],
    ["a promote below 100 %", rolling(75), { stable: NEW }, ["release-changed"]],
    [
      "a promote of another release",
      rolling(100),
      { stable: NEXT, canary: NEXT },
      ["release-changed"],
    ],
    [
      "a promote with another canary",
      rolling(100),
      { stable: NEW, canary: NEXT },
      ["release-changed"],
    ],
    [
      "a promote together with the last increase",
      rolling(75),
      { stable: NEW, percentage: 100 },
      ["release-changed", "one-change-at-a-time"],
    ],
    [
      "a release taken away that is requested as stable, together with a start",
      rolledBack(),
      { stable: NEW, canary: undefined, percentage: 10 },
      ["release-changed", "one-change-at-a-time", "halted", "halted"],
    ],
    [
      "another canary beside a halted release that is stable already",
      rolling(10, { halted: [haltedAs(OLD)] }),
      { canary: NEXT },
      ["release-changed"],
    ],
    ["a start of a halted release", rolledBack(), { percentage: 10 }, ["halted"]],
    [
      "a start with its resume",
      rolledBack(),
      { percentage: 10, resume: built.resume(NEW) },
      ["halted"],
    ],
  ] as const) {
    it(`names every rule against ${says}: ${expected.join(", ")}`, () => {
      assert.deepEqual(rules(judge(before, request(before, asks), facts())), expected);
    });
  }

  it("says the two changes of one-change-at-a-time", () => {
    const before = rolling(10);
    const judged = judge(before, request(before, { canary: NEXT, percentage: 25 }), facts());
    assert.equal(
      said(judged)[1],
      "one-change-at-a-time: a release and the percentage (10 % to 25 %) were changed together; apply one, then the other",
    );
  });

  it("shows a start and another stable release all the same", () => {
    const { next } = judge(record(), request(record(), { percentage: 10, stable: NEXT }), facts());
    assert.ok("kind" in next);
    assert.deepEqual([next.kind, next.stable, next.canary], ["start", NEXT, NEW]);
  });

  it("shows the record as it would be all the same", () => {
    const before = rolling(10);
    const { next } = judge(before, request(before, { percentage: 50, canary: NEXT }), facts());
    assert.deepEqual(next, {
      ...before,
      ...{ percentage: 50, canary: NEXT, kind: "advance", enteredAt: facts().now },
      from: { percentage: 10, enteredAt: before.enteredAt },
    });
  });
});

describe("an unreadable record", () => {
  it("lets a fall to 0 % through, as the weights alone, and says so", () => {
    const judged = judge(unreadable, request(rolling(50), { percentage: 0 }), facts());
    assert.deepEqual(judged.refusals, []);
    assert.equal(judged.transition, "roll back");
    assert.equal(judged.next, unreadable);
    assert.match(
      judged.notes.join(),
      /later version.*weights alone move.*stay as they are.*--to DEPLOYMENT/,
    );
  });

  for (const [percentage, transition] of [
    [25, "step back"],
    [50, "hold"],
  ] as const)
    it(`lets a ${transition} through, as the weights alone`, () => {
      const traffic = { ...NO_DRIFT, share: 50 };
      const judged = judge(unreadable, request(rolling(75), { percentage }), facts({ traffic }));
      assert.deepEqual(judged.refusals, []);
      assert.deepEqual([judged.transition, judged.next], [transition, unreadable]);
      assert.match(
        judged.notes.join(),
        new RegExp(`weights alone move, to ${percentage} % canary`),
      );
    });

  it("is left as it is by a refusal too", () => {
    const { transition, next, notes } = judge(unreadable, request(rolling(50)), facts());
    assert.deepEqual(
      { transition, next, notes },
      { transition: "refused", next: unreadable, notes: [] },
    );
  });
});
