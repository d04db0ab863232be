import assert from "node:assert/strict";
import { rowOf } from "../../controlRoom/standing.ts";
import { canary, halted, record, stable } from "./record.ts";

const entered = Date.parse(record.enteredAt);

describe("what the control room shows of the record", () => {
  it("counts the soak from the stage's start", () => {
    assert.equal(rowOf(record, undefined, entered + 20_000).soakLeft, 40);
    assert.equal(rowOf(record, undefined, entered + 90_000).soakLeft, 0);
    assert.equal(rowOf({ ...record, percentage: 0 }, undefined, entered).soakLeft, undefined);
  });

  it("counts it again from a monitor's recovery within the stage, and names the monitor", () => {
    const at = (seconds: number) => ({ at: entered + seconds * 1000, title: "Error rate" });
    const again = rowOf(record, at(15), entered + 20_000);
    assert.equal(again.soakLeft, 55);
    assert.deepEqual(again.restarted, at(15));
    const before = rowOf(record, at(-15), entered + 20_000);
    assert.equal(before.soakLeft, 40);
    assert.equal(before.restarted, undefined);
  });

  it("names a canary only where there is one, and says whether it is halted", () => {
    const row = (one: typeof record) => rowOf(one, undefined, entered);
    assert.equal(row({ ...record, canary: stable }).canary, undefined);
    assert.equal(row(record).canary, canary.version);
    assert.equal(row(record).halted, false);
    assert.equal(row(halted({ reason: "errors" })).halted, true);
  });
});
