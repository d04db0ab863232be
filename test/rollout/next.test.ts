import assert from "node:assert/strict";
import { judge } from "../../rollout/judge.ts";
import { readRecord, type RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import { WHEN_APPLIED } from "../../rollout/time.ts";
import * as built from "./build.ts";
import { after, apply, facts, finished, haltedAs, HOUR, NEW, NEXT, nextOf } from "./build.ts";
import { OLD, promoted, record, request, rolledBack, rolling } from "./build.ts";

describe("what is owed", () => {
  const owed = { ended: "finish", release: NEW, at: after(0) } as const;

  it("is kept through prepare, halt, resume and start", () => {
    const prepared = apply(finished({ owed }), { canary: NEXT });
    const halted = apply(prepared, { halt: built.halt(NEXT) });
    const resumed = apply(halted, { resume: built.resume(NEXT) });
    const started = apply(resumed, { percentage: 10 });
    for (const each of [prepared, halted, resumed, started]) assert.deepEqual(each.owed, owed);
  });

  it("is replaced by the next end", () => {
    const now = after(2 * HOUR);
    const ended = (of: RolloutRecord, asks: Partial<Request>) => apply(of, asks, now).owed;
    assert.deepEqual(ended(rolling(10, { owed }), { percentage: 0 }), {
      ended: "roll back",
      release: NEW,
      at: now,
    });
    assert.deepEqual(ended(finished({ owed }), { stable: OLD }), {
      ended: "revert",
      release: NEW,
      at: now,
    });
    assert.deepEqual(ended(promoted({ owed: { ...owed, release: OLD } }), { percentage: 0 }), {
      ended: "finish",
      release: NEW,
      at: now,
    });
  });

  it("is absent in a first record", () => {
    const { next } = judge(undefined, request(record({ canary: OLD })), facts());
    assert.ok(!("owed" in next));
  });
});

describe("the previous release", () => {
  it("is set by a promote and kept through finish, prepare, halt, resume and step back", () => {
    const done = apply(rolling(100), { stable: NEW });
    const kept = [
      done,
      apply(done, { halt: built.halt(NEW) }),
      apply(done, { percentage: 50 }),
      apply(done, { percentage: 0 }),
      apply(finished(), { canary: NEXT }),
      apply(finished({ canary: NEXT, halted: [haltedAs(NEXT)] }), { resume: built.resume(NEXT) }),
    ];
    for (const each of kept) assert.deepEqual(each.previous, OLD);
  });

  it("is taken out by start, roll back and revert", () => {
    const taken = [
      apply(finished({ canary: NEXT }), { percentage: 10 }),
      apply(promoted(), { percentage: 0, rollback: built.rollback(NEW) }),
      apply(finished(), { stable: OLD }),
    ];
    for (const each of taken) assert.ok(!("previous" in each));
  });
});

describe("the halted list", () => {
  const both = [haltedAs(NEXT), haltedAs(NEW)];

  it("keeps a release through all but its own resume", () => {
    const halted = [haltedAs(NEXT)];
    const kept = [
      apply(record({ canary: OLD, halted }), { canary: NEW }),
      apply(record({ halted }), { percentage: 10 }),
      apply(rolling(10, { halted }), { percentage: 25 }),
      apply(rolling(25, { halted }), { percentage: 10 }),
      apply(rolling(25, { halted }), { percentage: 0 }),
      apply(rolling(25, { halted }), { halt: built.halt(NEW) }),
      apply(rolling(100, { halted }), { stable: NEW }),
      apply(promoted({ halted }), { percentage: 0 }),
      apply(promoted({ halted }), { stable: OLD }),
      apply(rolledBack({ halted: both }), { resume: built.resume(NEW) }),
    ];
    for (const each of kept) assert.deepEqual(each.halted[0], haltedAs(NEXT), each.kind);
  });

  it("lists a release once, however often it is rolled back", () => {
    const again = apply(rolling(10, { halted: both }), { percentage: 0 });
    assert.deepEqual(
      again.halted.map((one) => one.release.version),
      ["1.6.0", "1.5.0"],
    );
  });

  it("has the words of the block that acts, and of no other", () => {
    const toMessage = (of: RolloutRecord, asks: Partial<Request>) => {
      const { trigger, reason } = apply(of, asks).halted.at(-1) ?? { reason: "" };
      return { trigger, reason };
    };
    const block = built.rollback(NEW);
    const old = { ...block, block: "rollback" as const };
    const acted = [{ block: old.block, release: old.release, at: old.at }];
    const plain = { trigger: undefined, reason: "roll back by config" };
    const reported = { trigger: block.trigger, reason: block.reason };
    assert.deepEqual(toMessage(rolling(10), { percentage: 0, rollback: block }), reported);
    assert.deepEqual(
      toMessage(rolling(10), { percentage: 0, rollback: built.rollback(OLD) }),
      plain,
    );
    assert.deepEqual(toMessage(rolling(10, { acted }), { percentage: 0, rollback: block }), plain);
    assert.deepEqual(toMessage(finished({ acted }), { stable: OLD, rollback: block }), {
      ...plain,
      reason: "revert by config",
    });
    assert.deepEqual(toMessage(rolling(10), { halt: built.halt(NEW) }), {
      trigger: undefined,
      reason: "checkout is slow",
    });
  });

  it("does not take in the good release where the bad one is the same", () => {
    const odd = record({ canary: OLD, percentage: 50 });
    assert.deepEqual(apply(odd, { percentage: 0, rollback: built.rollback(OLD) }).halted, []);
  });
});

describe("the next record", () => {
  it("of a preview says that it is entered when applied", () => {
    const before = rolling(10);
    const judged = judge(
      before,
      request(before, { percentage: 25 }),
      facts({ stamp: WHEN_APPLIED }),
    );
    assert.deepEqual(judged.refusals, []);
    assert.equal(nextOf(judged).enteredAt, WHEN_APPLIED);
  });

  it("is never entered before the one that it follows, by a clock that is behind", () => {
    const before = rolling(50);
    const behind = facts({ now: after(-HOUR) });
    for (const asks of [{ percentage: 0 }, { percentage: 10 }, { halt: built.halt(NEW) }]) {
      const next = nextOf(judge(before, request(before, asks), behind));
      assert.equal(next.enteredAt, before.enteredAt);
      for (const { at } of next.halted) assert.equal(at, before.enteredAt);
    }
    const preview = nextOf(
      judge(before, request(before, { percentage: 0 }), facts({ stamp: WHEN_APPLIED })),
    );
    assert.equal(preview.enteredAt, WHEN_APPLIED);
  });

  it("can be read again", () => {
    const next = apply(finished(), { stable: OLD, rollback: built.rollback(NEW) });
    assert.deepEqual(readRecord(JSON.parse(JSON.stringify(next))), next);
  });
});
