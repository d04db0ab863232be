import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { repeat } from "../../../cli/watch/repeat.ts";

describe("work that is repeated", () => {
  it("is done at once, again after its time, and never twice at a time", async () => {
    let [begun, atOnce, most] = [0, 0, 0];
    const work = async () => {
      begun++;
      most = Math.max(most, ++atOnce);
      await sleep(5);
      atOnce--;
    };
    const repeated = repeat(work, 0.01);
    repeated.again();
    repeated.again();
    while (begun < 4) await sleep(1);
    repeated.stop();
    assert.equal(most, 1);
    await sleep(30);
    const before = begun;
    repeated.again();
    await sleep(30);
    assert.equal(begun, before);
  });

  it("is done once more where it was requested while it was under way", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    let begun = 0;
    const repeated = repeat(async () => {
      begun++;
      await promise;
    }, 1000);
    repeated.again();
    assert.equal(begun, 1);
    resolve(undefined);
    await sleep(5);
    assert.equal(begun, 2);
    repeated.stop();
  });
});
