import assert from "node:assert/strict";
import { versionAfter } from "../../../rehearsal/fixtures.ts";
import { stepOf } from "../../../rehearsal/evidence.ts";
import { BAD } from "../../../rehearsal/traffic/stories.ts";
import { lacking, storyIn } from "../../../rehearsal/traffic/story.ts";

function story(name: string) {
  const match = BAD.find((one) => one.name === name);
  assert.ok(match, name);
  return match;
}

const [database, edgeDown, errors, redis] = [
  story("database"),
  story("edge-down"),
  story("errors"),
  story("redis"),
];
const plan = (...stages: number[]) => stages.map((percentage) => ({ percentage, soak: 60 }));

describe("a story in a project", () => {
  it("lacks what the project does not declare", () => {
    const all = new Set(["error-rate", "database-errors", "canary-entry", "canary-health"]);
    assert.deepEqual(lacking(errors, all), []);
    assert.deepEqual(lacking(redis, all), ["redis-errors"]);
    assert.deepEqual(lacking(database, new Set(["error-rate"])), ["database-errors"]);
    assert.deepEqual(lacking(edgeDown, new Set(["error-rate"])), ["canary-entry"]);
  });

  it("is played at its stage, or at the next one of the project's plan", () => {
    assert.equal(storyIn(plan(1, 10, 25, 100), database).stage, 25);
    assert.equal(storyIn(plan(5, 40, 100), database).stage, 40);
    assert.equal(storyIn(plan(5, 20), database).stage, 20);
  });

  it("has a release after the project's own", () => {
    assert.deepEqual(["1.4.0", "3.9.1", "2026-11", "4.0.0-rc.1"].map(versionAfter), [
      "1.5.0",
      "3.10.0",
      "2026-11.next",
      "4.0.0-rc.1.next",
    ]);
    assert.ok(versionAfter("x".repeat(64)).length <= 64);
  });

  it("shows what a start asks at the plan's own first stage", () => {
    const stages = plan(1, 10, 25, 50, 100);
    assert.deepEqual(
      [1, 10, 25, 50, 100, "promote" as const].map((one) => stepOf(stages, one)),
      ["start", undefined, 25, undefined, 100, "promote"],
    );
  });
});
