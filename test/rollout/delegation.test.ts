import assert from "node:assert/strict";
import { refuseDelegation } from "../../rollout/delegation.ts";
import { describeRefusal } from "../../rollout/refusal.ts";

describe("A name that a stack is about to delegate", () => {
  const name = "rollout.www.example.com";
  const of = (to: string[], own: string[]) =>
    refuseDelegation({ name, to, own }).map(describeRefusal);

  it("is not taken from somebody else", () => {
    assert.deepEqual(of(["ns-1.awsdns-02.com"], []), [
      "delegated: rollout.www.example.com is delegated already, to ns-1.awsdns-02.com, and not by this stack; name another zone under hosts.delegated, or take those NS records away where nothing uses them",
    ]);
    assert.match(of(["ns-1.a", "ns-2.b"], ["ns-2.b"]).join(), /to ns-1\.a, and/);
  });

  it("is taken where nobody has it, or an update that was cut off delegated it to this stack's own zone", () => {
    assert.deepEqual(of([], []), []);
    assert.deepEqual(of(["ns-2.b"], ["ns-1.a", "ns-2.b"]), []);
  });
});
