import assert from "node:assert/strict";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import * as built from "./build.ts";
import { after, apply, facts, finished, HOUR, NEW, NEXT, OLD, promoted } from "./build.ts";
import { record, request, rolledBack, rolling } from "./build.ts";

describe("the blocks that acted", () => {
  it("are all that the request has, those for other releases too", () => {
    const blocks = {
      rollback: built.rollback(NEXT),
      halt: built.halt(OLD),
      resume: built.resume(NEW),
    };
    const next = apply(rolling(10), { percentage: 25, ...blocks });
    assert.deepEqual(next.acted, [
      { block: "rollback", release: "dpl_160", at: blocks.rollback.at },
      { block: "halt", release: "dpl_140", at: blocks.halt.at },
      { block: "resume", release: "dpl_150", at: blocks.resume.at },
    ]);
  });

  it("are listed once, though they stay in config", () => {
    const halt = built.halt(OLD);
    const once = apply(rolling(10), { percentage: 25, halt });
    assert.deepEqual(apply(once, { percentage: 50, halt }, after(4 * HOUR)).acted, once.acted);
  });

  it("are listed from the first deployment on", () => {
    const halt = built.halt(OLD);
    const { next } = judge(undefined, request(record({ canary: OLD }), { halt }), facts());
    assert.deepEqual((next as RolloutRecord).acted, [
      { block: "halt", release: "dpl_140", at: halt.at },
    ]);
  });

  it("never act again: a resume from before a roll back does not undo it", () => {
    const resume = built.resume(NEW);
    const back = apply(rolling(10), { percentage: 0, resume });
    assert.equal(judge(back, request(back, { resume }), facts()).transition, "hold");
    const again = { ...resume, at: after(9) };
    assert.equal(judge(back, request(back, { resume: again }), facts()).transition, "resume");
  });

  for (const [says, before, asks] of [
    ["halt", rolling(10), { halt: built.halt(NEW) }],
    ["halt on a prepare", finished(), { canary: NEXT, halt: built.halt(NEXT) }],
    ["resume", rolledBack(), { resume: built.resume(NEW) }],
  ] as const) {
    it(`make the same ${says} a hold the next time`, () => {
      const next = apply(before, asks);
      assert.equal(judge(next, request(next, asks), facts()).transition, "hold");
    });
  }

  for (const [kind, before, asks] of [
    ["halt", rolling(10), { halt: built.halt(OLD) }],
    ["halt", rolling(10, { acted: [acted("halt")] }), { halt: built.halt(NEW) }],
    ["resume", rolledBack(), { resume: built.resume(OLD) }],
    ["resume", rolledBack({ acted: [acted("resume")] }), { resume: built.resume(NEW) }],
  ] as const) {
    const which = before.acted.length > 0 ? "that acted before" : "for another release";
    it(`count for nothing: a ${kind} ${which}`, () => {
      assert.equal(judge(before, request(before, asks), facts()).next, before);
    });
  }

  it("let a promoted release finish, where its rollback acted before", () => {
    const before = promoted({ acted: [acted("rollback")] });
    assert.equal(apply(before, { percentage: 0, rollback: built.rollback(NEW) }).kind, "finish");
    assert.equal(
      apply(promoted(), { percentage: 0, rollback: built.rollback(OLD) }).kind,
      "finish",
    );
  });

  function acted(block: "rollback" | "halt" | "resume"): RolloutRecord["acted"][number] {
    return { block, release: NEW.deployment, at: built[block](NEW).at };
  }
});
