import assert from "node:assert/strict";
import fc from "fast-check";
import { beyondOneStage } from "../../rollout/oneStage.ts";

describe("a split that no rollout stands behind", () => {
  for (const [from, to] of [
    [0, 10],
    [10, 25],
    [10, 20],
    [75, 100],
    [80, 10],
    [100, 100],
  ] as const) {
    it(`goes from ${from} to ${to} %`, () => {
      assert.equal(beyondOneStage(from, to), undefined);
    });
  }

  for (const [from, to, next] of [
    [0, 25, 10],
    [10, 80, 25],
    [25, 100, 50],
  ] as const) {
    it(`is refused from ${from} to ${to} %, with the ${next} % that it may have`, () => {
      assert.match(beyondOneStage(from, to)?.remedy ?? "", new RegExp(`${next} % at most`));
    });
  }

  it("is refused a share that nobody knows yet", () => {
    assert.match(beyondOneStage(10, undefined)?.observed ?? "", /an unknown share/);
  });

  it("is never refused a lower share", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (a, b) => {
        assert.equal(beyondOneStage(Math.max(a, b), Math.min(a, b)), undefined);
      }),
    );
  });
});
