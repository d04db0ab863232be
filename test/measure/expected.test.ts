import assert from "node:assert/strict";
import { expectedFor } from "../../measure/expected.ts";
import { MONITORS } from "../../rollout/monitors.ts";
import type { Increase } from "../../rollout/gate.ts";
import { EXPECTED } from "./datadogOf.ts";

describe("what an increase asks", () => {
  const keys = (increase: Increase) => expectedFor(increase, EXPECTED).map(({ key }) => key);

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
    const start = expectedFor("start", MONITORS).map(({ key }) => key);
    assert.ok(start.includes("canary-health"));
    assert.ok(start.includes("canary-entry"));
    assert.ok(!start.includes("error-rate"));
    assert.ok(!expectedFor("promote", MONITORS).some(({ key }) => key === "latency-ratio"));
  });
});
