import assert from "node:assert/strict";
import type { GateVerdict } from "../../rollout/gate.ts";
import { verdictLine, verdictIn } from "../../rollout/verdictLine.ts";

describe("a gate's verdict among messages", () => {
  const verdict: GateVerdict = {
    verdict: "closed",
    measurements: [{ name: "error rate", verdict: "closed", observed: "6.2 %", link: "https://x" }],
    recoveredAt: "2026-01-31T12:00:00Z",
  };

  it("is read as it was written, in one line", () => {
    assert.deepEqual(verdictIn(`${verdictLine(verdict)}\n`), verdict);
    assert.equal(verdictLine(verdict).includes("\n"), false);
  });

  it("is not observed in another message, nor in a broken one", () => {
    assert.equal(verdictIn("the gate is closed"), undefined);
    assert.equal(verdictIn(verdictLine(verdict).replace("gate", "last")), undefined);
    assert.equal(verdictIn("gate verdict {"), undefined);
    assert.equal(verdictIn('gate verdict {"verdict":"ajar","measurements":[]}'), undefined);
  });
});
