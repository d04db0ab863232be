import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { runTasks, type Done, type Task } from "../../../measure/verify/run.ts";
import { checking, type Verifier } from "../../../measure/verify/verified.ts";

const passes: Verifier = checking("here", () =>
  Promise.resolve({ faults: [], observed: "well", details: "all" }),
);

function task(item: string, verifier: Verifier = passes, over: Partial<Task> = {}): Task {
  return { item, verifier, by: { check: "here" }, limit: 5, when: "beside", ...over };
}

/** Waits until it is cut short, as a command does. */
const waits: Verifier = async (signal) => {
  await sleep(60_000, undefined, { signal });
  return passes(signal);
};

async function run(tasks: readonly Task[], atOnce = 2, interrupted = new AbortController().signal) {
  const reported: string[] = [];
  const done: Done[] = [];
  await runTasks(tasks, {
    atOnce,
    interrupted,
    starts: ({ item }) => reported.push(`+${item}`),
    ends: (one) => {
      reported.push(`-${one.task.item}`);
      done.push(one);
    },
  });
  return {
    reported,
    verified: done.map(({ task, verified }) => [task.item, verified.verdict, verified.observed]),
  };
}

describe("showing items", () => {
  it("runs as many beside each other as may, and each to its end", async () => {
    let most = 0;
    let now = 0;
    const counted: Verifier = async (signal) => {
      most = Math.max(most, ++now);
      await sleep(5);
      now--;
      return passes(signal);
    };
    const { verified } = await run(["a", "b", "c", "d", "e"].map((item) => task(item, counted)));
    assert.equal(most, 2);
    assert.equal(verified.length, 5);
  });

  it("runs one that must be alone with no other, and one that must be last after all", async () => {
    const slow: Verifier = async (signal) => {
      await sleep(5);
      return passes(signal);
    };
    const { reported } = await run([
      task("last", slow, { when: "last" }),
      task("alone", slow, { when: "alone" }),
      task("a", slow),
      task("b", slow),
    ]);
    assert.deepEqual(reported.slice(0, 2), ["+a", "+b"]);
    assert.deepEqual(reported.slice(4), ["+alone", "-alone", "+last", "-last"]);
  });

  it("fails what takes longer than it may, and goes on", async () => {
    const { verified } = await run([task("a", waits, { limit: 0.01 }), task("b")], 1);
    assert.deepEqual(verified, [
      ["a", "fail", "took more than 1 s, and was ended"],
      ["b", "pass", "well"],
    ]);
  });

  it("fails what came to an end by itself when its time was over", async () => {
    const late: Verifier = async (signal) => {
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
      return passes(signal);
    };
    const { verified } = await run([task("a", late, { limit: 0.01 })]);
    assert.deepEqual(verified, [["a", "fail", "took more than 1 s, and was ended"]]);
  });

  it("fails what cannot tell, in its words, and goes on", async () => {
    const { verified } = await run([
      task("a", () => Promise.reject(new Error("no git"))),
      task("b"),
    ]);
    assert.deepEqual(verified, [
      ["a", "fail", "no git"],
      ["b", "pass", "well"],
    ]);
  });

  it("keeps what was verified when it is interrupted, and nothing of what was not", async () => {
    const interruption = new AbortController();
    const interrupts: Verifier = (signal) => {
      setTimeout(() => {
        interruption.abort();
      }, 5);
      return passes(signal);
    };
    const tasks = [
      task("a", interrupts),
      task("b", waits),
      task("c"),
      task("d", passes, { when: "last" }),
    ];
    const { reported, verified } = await run(tasks, 1, interruption.signal);
    assert.deepEqual(verified, [["a", "pass", "well"]]);
    assert.deepEqual(reported, ["+a", "-a", "+b"]);
  });
});
