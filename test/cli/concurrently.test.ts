import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { concurrently } from "../../cli/concurrently.ts";

describe("the same done with many", () => {
  it("runs as many at once as it may, and gives the results in their order", async () => {
    let running = 0;
    let most = 0;
    const doubled = await concurrently([5, 1, 4, 2, 3], 2, async (one) => {
      most = Math.max(most, ++running);
      await sleep(one);
      running--;
      return 2 * one;
    });
    assert.deepEqual(doubled, [10, 2, 8, 4, 6]);
    assert.equal(most, 2);
  });

  it("begins no further one where one fails", async () => {
    const begun: number[] = [];
    const work = async (one: number) => {
      begun.push(one);
      await sleep(1);
      if (one === 2) throw new Error("two");
      return one;
    };
    await assert.rejects(concurrently([1, 2, 3, 4, 5, 6], 2, work), /two/);
    await sleep(20);
    assert.ok(begun.length <= 4, begun.join());
  });

  it("does nothing with none", async () => {
    assert.deepEqual(await concurrently([], 4, () => Promise.resolve(1)), []);
  });
});
