import assert from "node:assert/strict";
import { rowOf } from "../../controlRoom/standing.ts";
import type { RolloutRecord } from "../../rollout/record.ts";

const stable = { version: "1.4.0", commit: "a", deployment: "dpl_1" };
const canary = { version: "1.5.0", commit: "b", deployment: "dpl_2" };
const record: RolloutRecord = {
  schema: 1,
  kind: "advance",
  stable,
  canary,
  percentage: 25,
  plan: [
    { percentage: 25, soak: 60 },
    { percentage: 100, soak: 60 },
  ],
  enteredAt: "2026-11-24T10:00:00.000Z",
  halted: [],
  evidence: [],
  acted: [],
};
const entered = Date.parse(record.enteredAt);

describe("what the control room shows of the record", () => {
  it("counts the soak from the stage's start, or from the last recovery", () => {
    assert.equal(rowOf(record, 0, entered + 20_000).soakLeft, 40);
    assert.equal(rowOf(record, entered + 15_000, entered + 20_000).soakLeft, 55);
    assert.equal(rowOf(record, 0, entered + 90_000).soakLeft, 0);
    assert.equal(rowOf({ ...record, percentage: 0 }, 0, entered).soakLeft, undefined);
  });

  it("names a canary only where there is one, and says whether it is halted", () => {
    assert.equal(rowOf({ ...record, canary: stable }, 0, entered).canary, undefined);
    assert.equal(rowOf(record, 0, entered).halted, false);
    assert.equal(
      rowOf(
        { ...record, halted: [{ release: canary, reason: "errors", at: record.enteredAt }] },
        0,
        entered,
      ).halted,
      true,
    );
    assert.equal(
      rowOf(
        { ...record, halted: [{ release: stable, reason: "errors", at: record.enteredAt }] },
        0,
        entered,
      ).halted,
      false,
    );
  });
});
