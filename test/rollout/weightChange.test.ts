import assert from "node:assert/strict";
import { settingsOf } from "../../rollout/traffic.ts";
import { isWeightChange, weightChange } from "../../rollout/weightChange.ts";
import { rolledBack, rolling } from "./build.ts";

describe("how a transition changes the weights, in words", () => {
  it("says both weights of an advance, as they are and as they will be", () => {
    const lines = weightChange(settingsOf(rolling(10)), rolling(25), []);
    assert.deepEqual(lines, ["weight 90 → 75 stable, 10 → 25 canary"]);
  });

  it("says nothing where none changes", () => {
    assert.deepEqual(weightChange(settingsOf(rolling(10)), rolling(10), []), []);
  });

  it("says what the state has, where it is not what the record had", () => {
    const moved = settingsOf(rolling(10)).map((one) =>
      one.of === "canary" ? { ...one, value: 0 } : one,
    );
    assert.deepEqual(weightChange(moved, rolling(10), []), ["weight 0 → 10 canary"]);
  });

  it("says each public host's own", () => {
    const before = [...settingsOf(rolling(10)), ...settingsOf(rolling(10), "pt")];
    assert.deepEqual(weightChange(before, rolledBack(), ["pt"]), [
      "weight 90 → 100 stable, 10 → 0 canary",
      "weight 90 → 100 stable, 10 → 0 canary, of pt",
    ]);
  });

  it("says what a first update makes", () => {
    const lines = weightChange([], rolledBack(), []);
    assert.deepEqual(lines, ["weight none → 100 stable, none → 0 canary"]);
  });

  it("is distinguished from other messages", () => {
    assert.ok(weightChange(settingsOf(rolling(10)), rolling(25), []).every(isWeightChange));
    assert.ok(!isWeightChange("the gate is open, all 38 measurements"));
  });
});
