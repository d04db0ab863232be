import assert from "node:assert/strict";
import { isGoingBack } from "../../rollout/transitions.ts";

describe("going back", () => {
  for (const transition of ["step back", "halt", "roll back", "revert"] as const) {
    it(`is a ${transition}`, () => {
      assert.ok(isGoingBack(transition));
    });
  }

  it("is nothing else", () => {
    const increases = ["start", "advance", "promote"];
    for (const other of [...increases, "first", "prepare", "hold", "resume", "finish", "refused"]) {
      assert.ok(!isGoingBack(other));
    }
  });
});
