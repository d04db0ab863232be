import assert from "node:assert/strict";
import { isWayBack } from "../../rollout/transitions.ts";

describe("a way back", () => {
  for (const transition of ["step back", "halt", "roll back", "revert"] as const) {
    it(`is a ${transition}`, () => {
      assert.ok(isWayBack(transition));
    });
  }

  it("is nothing else", () => {
    const rises = ["start", "advance", "promote"];
    for (const other of [...rises, "first", "prepare", "hold", "resume", "finish", "refused"]) {
      assert.ok(!isWayBack(other));
    }
  });
});
