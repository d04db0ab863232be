import assert from "node:assert/strict";
import { describeRefusal } from "../../rollout/refusal.ts";

describe("a refusal", () => {
  it("says in one line which rule, what was observed, and what to do", () => {
    const refusal = { rule: "soak", observed: "1.5.0 has held 10 % for 4 min of 10 min" } as const;
    assert.equal(
      describeRefusal({ ...refusal, remedy: "wait 6 min" }),
      "soak: 1.5.0 has held 10 % for 4 min of 10 min; wait 6 min",
    );
  });
});
