import assert from "node:assert/strict";
import { asks, judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { blocksOf, type Request } from "../../rollout/request.ts";
import * as built from "./build.ts";
import { finished, haltedAs, NEW, NEXT, OLD, promoted, record, request } from "./build.ts";
import { rolledBack, rolling } from "./build.ts";

const facts = built.facts();
const halted = { halted: [haltedAs(NEW)] };
const badly = { ...haltedAs(NEW, "checkout is slow"), at: facts.now };
const back = (ended: "roll back" | "revert") => ({
  halted: [{ ...haltedAs(NEW, `${ended} by config`), at: facts.now }],
  owed: { ended, release: NEW, at: facts.now },
});
const rolledAway = { stable: OLD, canary: NEW, percentage: 0, previous: undefined };
const alone = record({ canary: OLD });
const stopped = rolling(50, halted);

interface Case {
  readonly row: number;
  readonly says: string;
  readonly record: RolloutRecord;
  readonly asks: Partial<Request>;
  /** What the next record has besides its time, where it came from, and the blocks that acted. */
  readonly next: Partial<RolloutRecord> & Pick<RolloutRecord, "kind">;
}

// prettier-ignore
const ALLOWED: readonly Case[] = [
  { row: 2, says: "after a promote, 0 % finishes", record: promoted(), asks: { percentage: 0 },
    next: { kind: "finish", percentage: 0, owed: { ended: "finish", release: NEW, at: facts.now } } },
  { row: 2, says: "a promoted release finishes from the lowest percentage too",
    record: promoted({ percentage: 1 }), asks: { percentage: 0 },
    next: { kind: "finish", percentage: 0, owed: { ended: "finish", release: NEW, at: facts.now } } },
  { row: 2, says: "another canary does not keep it from finishing", record: promoted(),
    asks: { percentage: 0, canary: NEXT },
    next: { kind: "finish", percentage: 0, owed: { ended: "finish", release: NEW, at: facts.now } } },
  { row: 3, says: "0 % rolls the canary back", record: rolling(50), asks: { percentage: 0 },
    next: { kind: "roll back", ...rolledAway, ...back("roll back") } },
  { row: 3, says: "a roll back takes its releases from the record", record: rolling(50),
    asks: { percentage: 0, stable: NEXT, canary: NEXT },
    next: { kind: "roll back", ...rolledAway, ...back("roll back") } },
  { row: 3, says: "after a promote, 0 % with a rollback block leads to the previous release",
    record: promoted(), asks: { percentage: 0, rollback: built.rollback(NEW) },
    next: { kind: "roll back", ...rolledAway, ...back("roll back"),
      halted: [{ release: NEW, trigger: "error rate above 5 %", reason: "checkout fails", at: facts.now }] } },
  { row: 3, says: "after a promote, 0 % with a halted release rolls it back", record: promoted(halted),
    asks: { percentage: 0 }, next: { kind: "roll back", ...rolledAway, ...back("roll back") } },
  { row: 3, says: "after a promote, 0 % with another stable release rolls back", record: promoted(),
    asks: { percentage: 0, stable: OLD },
    next: { kind: "roll back", ...rolledAway, ...back("roll back") } },
  { row: 4, says: "a lower stage steps back", record: rolling(75), asks: { percentage: 25 },
    next: { kind: "step back", percentage: 25 } },
  { row: 4, says: "a step back takes its releases from the record", record: rolling(75),
    asks: { percentage: 25, stable: NEXT, canary: OLD }, next: { kind: "step back", percentage: 25 } },
  { row: 4, says: "a step back with a halt block halts too", record: rolling(75),
    asks: { percentage: 25, halt: built.halt(NEW) },
    next: { kind: "step back", percentage: 25, halted: [badly] } },
  { row: 4, says: "a halted canary may step back", record: stopped, asks: { percentage: 10 },
    next: { kind: "step back", percentage: 10 } },
  { row: 4, says: "a promoted release may step back", record: promoted(), asks: { percentage: 50 },
    next: { kind: "step back", percentage: 50 } },
  { row: 5, says: "naming the previous release as stable reverts a promote", record: promoted(),
    asks: { stable: OLD }, next: { kind: "revert", ...rolledAway, ...back("revert") } },
  { row: 5, says: "a revert does not mind a lower stage", record: promoted(),
    asks: { stable: OLD, percentage: 50 }, next: { kind: "revert", ...rolledAway, ...back("revert") } },
  { row: 5, says: "a revert does not mind a percentage that is no stage", record: promoted(),
    asks: { stable: OLD, percentage: 33 }, next: { kind: "revert", ...rolledAway, ...back("revert") } },
  { row: 5, says: "a finished rollout can be reverted", record: finished(),
    asks: { stable: OLD, canary: undefined },
    next: { kind: "revert", ...rolledAway, ...back("revert") } },
  { row: 5, says: "a revert leaves another canary prepared", record: finished({ canary: NEXT }),
    asks: { stable: OLD, rollback: built.rollback(NEW) },
    next: { kind: "revert", ...rolledAway, ...back("revert"), canary: NEXT,
      halted: [{ release: NEW, trigger: "error rate above 5 %", reason: "checkout fails", at: facts.now }] } },
  { row: 6, says: "a halt stops the canary where it is", record: rolling(50),
    asks: { halt: built.halt(NEW) }, next: { kind: "halt", halted: [badly] } },
  { row: 6, says: "a halt leaves all else as it is, whatever is requested", record: rolling(50),
    asks: { percentage: 75, stable: NEW, canary: NEXT, halt: built.halt(NEW) },
    next: { kind: "halt", halted: [badly] } },
  { row: 6, says: "a prepared canary can be halted", record: record(), asks: { halt: built.halt(NEW) },
    next: { kind: "halt", halted: [badly] } },
  { row: 6, says: "a promoted release can be halted", record: promoted(),
    asks: { halt: built.halt(NEW) }, next: { kind: "halt", halted: [badly] } },
  { row: 6, says: "a halted canary halted anew is listed once, with the latest words",
    record: stopped, asks: { halt: built.halt(NEW) }, next: { kind: "halt", halted: [badly] } },
  { row: 7, says: "a resume lets a halted release go on", record: rolledBack(),
    asks: { resume: built.resume(NEW) }, next: { kind: "resume", halted: [] } },
  { row: 7, says: "a resume leaves other halted releases halted",
    record: rolledBack({ halted: [haltedAs(NEXT), haltedAs(NEW)] }), asks: { resume: built.resume(NEW) },
    next: { kind: "resume", halted: [haltedAs(NEXT)] } },
  { row: 9, says: "another canary at 0 % is prepared", record: alone, asks: { canary: NEW },
    next: { kind: "prepare", canary: NEW } },
  { row: 9, says: "a canary named no more is given up", record: record(), asks: { canary: undefined },
    next: { kind: "prepare", canary: OLD } },
  { row: 9, says: "a halted release may be prepared and stays halted", record: rolledBack({ canary: NEXT }),
    asks: { canary: NEW }, next: { kind: "prepare", canary: NEW } },
  { row: 9, says: "a release may be prepared halted", record: alone,
    asks: { canary: NEW, halt: built.halt(NEW) }, next: { kind: "prepare", canary: NEW, halted: [badly] } },
  { row: 10, says: "the canary becomes stable", record: rolling(100), asks: { stable: NEW },
    next: { kind: "promote", stable: NEW, previous: OLD } },
  { row: 10, says: "a promote may leave the canary out", record: rolling(100),
    asks: { stable: NEW, canary: undefined }, next: { kind: "promote", stable: NEW, previous: OLD } },
  { row: 13, says: "the first stage starts", record: record(), asks: { percentage: 10 },
    next: { kind: "start", percentage: 10 } },
  { row: 13, says: "a start forgets the previous release", record: finished({ canary: NEXT }),
    asks: { percentage: 10 }, next: { kind: "start", percentage: 10, previous: undefined } },
  { row: 13, says: "the next stage advances", record: rolling(50), asks: { percentage: 75 },
    next: { kind: "advance", percentage: 75 } },
  { row: 13, says: "the last stage advances", record: rolling(75), asks: { percentage: 100 },
    next: { kind: "advance", percentage: 100 } },
];

/** Without the keys that hold nothing: they are not written either. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("judging a request that is applied", () => {
  for (const { row, says, record: before, asks, next } of ALLOWED) {
    it(`row ${row}: ${says}`, () => {
      const requested = request(before, asks);
      const judged = judge(before, requested, facts);
      assert.deepEqual(judged.refusals, []);
      assert.equal(judged.transition, next.kind);
      const { percentage, enteredAt } = before;
      const entered = { enteredAt: facts.now, from: { percentage, enteredAt }, evidence: [] };
      const acted = [...before.acted, ...blocksOf(requested)];
      assert.deepEqual(written(judged.next), written({ ...before, ...entered, acted, ...next }));
    });
  }

  for (const canary of [undefined, OLD]) {
    it(`row 1: a stack begins at 0 % with one release, canary ${canary ? "the same" : "absent"}`, () => {
      const judged = judge(undefined, request(alone, { canary }), facts);
      const next = { ...alone, kind: "first", enteredAt: facts.now };
      assert.deepEqual(judged, { transition: "first", next, refusals: [], notes: [] });
    });
  }

  it("row 1: a stack whose record was lost takes its canary's traffic away, and says what it leaves out", () => {
    const judged = judge(undefined, request(alone, { canary: NEW }), facts);
    const next = { ...alone, kind: "first", enteredAt: facts.now };
    const note =
      "there is no record of a rollout: 1.4.0 takes all traffic, and releases.canary 1.5.0 is not applied: the next pulumi up prepares it, whatever was halted before";
    assert.deepEqual(judged, { transition: "first", next, refusals: [], notes: [note] });
  });

  for (const [says, before, asks] of [
    ["a prepared canary", record(), {}],
    ["a canary under way", rolling(50), {}],
    ["a promoted release", promoted(), {}],
    ["a promoted release that config names once", promoted(), { canary: undefined }],
    ["another plan under way", rolling(50), { plan: [{ percentage: 100, soak: 1 }] }],
    ["a halted canary", rolledBack(), {}],
  ] as const) {
    it(`row 8: ${says} holds, and the very record is kept`, () => {
      const judged = judge(before, request(before, asks), facts);
      assert.equal(judged.transition, "hold");
      assert.deepEqual(judged.refusals, []);
      assert.equal(judged.next, before);
    });
  }
});

describe("what a transition asks the gate", () => {
  for (const transition of ["start", "advance", "promote"] as const) {
    it(`is what a ${transition} asks`, () => {
      assert.equal(asks(transition), transition);
    });
  }

  it("is nothing for any other, since nothing increases", () => {
    const kinds = ["first", "prepare", "step back", "halt", "resume", "roll back"] as const;
    for (const other of [...kinds, "finish", "revert", "hold", "refused"] as const) {
      assert.equal(asks(other), undefined);
    }
  });
});
