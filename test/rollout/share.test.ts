import assert from "node:assert/strict";
import { splitOf, type Served } from "../../rollout/share.ts";

/** Numbers that look drawn at random, and are the same each time. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Visitors behind resolvers, few of which have most of them: an answer sends all of a resolver's to one
 * leg for a minute, wherever in a stretch that minute begins.
 */
function visited(share: number, minutes: number, seed: number): Served[] {
  const draw = drawer(seed);
  const stretches = Array.from({ length: minutes }, () => ({ canary: 0, stable: 0 }));
  for (let resolver = 1; resolver <= 200; resolver++) {
    const requests = 3000 / resolver;
    const offset = draw();
    let leg = draw() < share;
    for (const stretch of stretches) {
      stretch[leg ? "canary" : "stable"] += requests * offset;
      leg = draw() < share;
      stretch[leg ? "canary" : "stable"] += requests * (1 - offset);
    }
  }
  return stretches;
}

const SEEDS = Array.from({ length: 1000 }, (_, seed) => seed);
const warned = (declared: number, actual: number, minutes: number) =>
  SEEDS.filter((seed) => splitOf(declared, visited(actual, minutes, seed))?.mismatch).length;

describe("a split, measured", () => {
  it("is the canary's share of all requests", () => {
    const split = splitOf(0.25, [{ canary: 264, stable: 736 }]);
    assert.deepEqual(split, { measured: 0.264, mismatch: undefined });
    assert.equal(splitOf(0.25, []), undefined);
    assert.equal(splitOf(0.25, [{ canary: 0, stable: 0 }]), undefined);
  });

  for (const [declared, minutes] of [
    [0.1, 20],
    [0.1, 60],
    [0.5, 30],
    [0.75, 60],
  ] as const) {
    it(`is as declared behind a few large resolvers: ${declared} for ${minutes} min`, () => {
      const many = warned(declared, declared, minutes);
      assert.ok(many <= 10, `${many} of ${SEEDS.length} were called a mismatch`);
    });
  }

  it("is a mismatch where half or twice as many come, after an hour", () => {
    assert.ok(warned(0.25, 0.5, 60) > 900, `${warned(0.25, 0.5, 60)}`);
    assert.ok(warned(0.5, 0.25, 60) > 900, `${warned(0.5, 0.25, 60)}`);
  });

  it("is a mismatch where nobody comes, or everybody", () => {
    assert.equal(splitOf(0.1, visited(0, 30, 1))?.mismatch, true);
    assert.equal(splitOf(0.5, visited(1, 30, 1))?.mismatch, true);
  });

  it("is not judged by requests as if each were a visitor's own coin", () => {
    // 30 % of 200,000 beside 25 %: 51 standard deviations by coins, and one lump in ten here.
    const lumps = Array.from({ length: 20 }, (_, number) =>
      number % 10 < 3 ? { canary: 10_000, stable: 0 } : { canary: 0, stable: 10_000 },
    );
    assert.equal(splitOf(0.25, lumps)?.mismatch, false);
  });

  it("is not judged where everyone is to come, or too little was observed", () => {
    assert.equal(splitOf(1, visited(0.9, 30, 1))?.mismatch, undefined);
    assert.equal(splitOf(0.1, visited(0.5, 19, 1))?.mismatch, undefined);
  });
});
