import assert from "node:assert/strict";
import { mock } from "node:test";
import { sampleTraffic } from "../../../rehearsal/controlRoom/traffic.ts";
import { Tallies } from "../../../rehearsal/load/tally.ts";

describe("what visitors saw, by the second", () => {
  afterEach(() => {
    mock.timers.reset();
  });

  it("is taken once where the load answers late, since what it gives next is of no time at all", async () => {
    mock.timers.enable({ apis: ["setInterval"] });
    const taken: (() => void)[] = [];
    const take = async () => {
      await new Promise<void>((resolve) => taken.push(resolve));
      const tallies = new Tallies();
      tallies.add({ leg: "canary", ms: 5, at: Date.now() });
      return tallies.tally();
    };
    const traffic = sampleTraffic({ take });
    mock.timers.tick(2500);
    await new Promise(setImmediate);
    assert.equal(taken.length, 1);
    taken.shift()?.();
    await new Promise(setImmediate);
    assert.equal(taken.length, 0);
    assert.equal(traffic.samples.length, 1);
    assert.ok((traffic.samples[0]?.canary.requests ?? 0) > 0);
    mock.timers.tick(1000);
    assert.equal(taken.length, 1);
    const closed = traffic.close();
    taken.shift()?.();
    await closed;
    assert.equal(traffic.samples.length, 2);
  });
});
