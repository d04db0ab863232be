import assert from "node:assert/strict";
import { inWords } from "../../rollout/refusal.ts";

describe("a refusal", () => {
  it("says in one line which rule, what was seen, and what to do", () => {
    const refusal = { rule: "soak", seen: "1.5.0 has held 10 % for 4 min of 10 min" } as const;
    assert.equal(
      inWords({ ...refusal, remedy: "wait 6 min" }),
      "soak: 1.5.0 has held 10 % for 4 min of 10 min; wait 6 min",
    );
  });
});
