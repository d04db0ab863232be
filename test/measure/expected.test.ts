import assert from "node:assert/strict";
import { askedOf } from "../../measure/expected.ts";
import { MONITORS } from "../../rollout/monitors.ts";
import type { Asked } from "../../rollout/gate.ts";
import { EXPECTED } from "./datadogOf.ts";

describe("what a rise asks", () => {
  const keys = (asked: Asked) => askedOf(asked, EXPECTED).map(({ key }) => key);

  it("at a start is nothing of the canary, which has no traffic yet", () => {
    assert.deepEqual(keys("start"), ["database-errors", "requests", "canary-health"]);
  });

  it("at an advance is everything", () => {
    assert.deepEqual(
      keys("advance"),
      EXPECTED.map(({ key }) => key),
    );
  });

  it("at a promote is all that needs no traffic of stable", () => {
    assert.deepEqual(keys("promote"), [
      "error-rate",
      "database-errors",
      "requests",
      "canary-health",
    ]);
  });

  it("takes the program's own monitors", () => {
    const start = askedOf("start", MONITORS).map(({ key }) => key);
    assert.ok(start.includes("canary-health"));
    assert.ok(start.includes("canary-entry"));
    assert.ok(!start.includes("error-rate"));
    assert.ok(!askedOf("promote", MONITORS).some(({ key }) => key === "latency-ratio"));
  });
});
