import assert from "node:assert/strict";
import { whyFailed } from "../../controlRoom/failure.ts";

const PRINTED = `Previewing update (production):
    ~  canary:index:Rollout production update

Diagnostics:
  canary:index:Rollout (production):
    error: the gate is closed
      Error rate 6.2 %, critical above 5 %
    error: soak: wait 3 s

  pulumi:pulumi:Stack (shop-production):
    error: preview failed

Resources:
    ~ 1 to update
`;

describe("why a command of the control room failed", () => {
  it("is what the engine refused by, with its numbers, and what the command says", () => {
    assert.equal(
      whyFailed(PRINTED, "canary: nothing was applied\nthe file is as it was\n"),
      [
        "the gate is closed",
        "Error rate 6.2 %, critical above 5 %",
        "soak: wait 3 s",
        "nothing was applied",
        "the file is as it was",
      ].join("\n"),
    );
  });

  it("is each reason once, and whatever was said where no fault is named", () => {
    const twice = "    error: no such stage\n\n    error: no such stage\n";
    assert.equal(whyFailed(twice, ""), "no such stage");
    assert.equal(whyFailed("", "sh: not found\n"), "sh: not found");
    assert.equal(whyFailed("all is well", ""), undefined);
  });
});
