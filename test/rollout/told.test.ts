import assert from "node:assert/strict";
import type { GateVerdict } from "../../rollout/gate.ts";
import { toldOf, verdictTold } from "../../rollout/told.ts";

describe("a gate's verdict among messages", () => {
  const verdict: GateVerdict = {
    verdict: "closed",
    measurements: [{ name: "error rate", verdict: "closed", seen: "6.2 %", link: "https://x" }],
    recoveredAt: "2026-01-31T12:00:00Z",
  };

  it("is read as it was told, in one line", () => {
    assert.deepEqual(verdictTold(`${toldOf(verdict)}\n`), verdict);
    assert.equal(toldOf(verdict).includes("\n"), false);
  });

  it("is not seen in another message, nor in a broken one", () => {
    assert.equal(verdictTold("the gate is closed"), undefined);
    assert.equal(verdictTold(toldOf(verdict).replace("gate", "last")), undefined);
    assert.equal(verdictTold("gate verdict {"), undefined);
    assert.equal(verdictTold('gate verdict {"verdict":"ajar","measurements":[]}'), undefined);
  });
});
