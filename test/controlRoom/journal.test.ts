import assert from "node:assert/strict";
import { Journal } from "../../controlRoom/journal.ts";
import { record, stable } from "./record.ts";
import type { MonitorRow } from "../../controlRoom/snapshot.ts";

const rate: MonitorRow = {
  key: "error-rate",
  title: "Error rate",
  state: "OK",
  alerts: "above 5 %",
};

describe("the control room's log", () => {
  let journal: Journal;
  const said = () => journal.entries.map(({ kind, text }) => `${kind} ${text}`);
  beforeEach(() => {
    journal = new Journal();
  });

  it("has each transition once, newest first, at the time that the record says", () => {
    journal.transition(undefined);
    journal.transition(record);
    journal.transition(record);
    const enteredAt = "2026-11-24T10:05:00.000Z";
    journal.transition({ ...record, kind: "roll back", percentage: 0, canary: stable, enteredAt });
    assert.deepEqual(said(), [
      "transition roll back: everyone on 1.4.0",
      "transition advance: 1.5.0 at 25 %, stable 1.4.0",
    ]);
    assert.equal(journal.entries[0]?.at, Date.parse(enteredAt));
  });

  it("keeps what is learned later where it belongs", () => {
    journal.add("command", "done", Date.parse(record.enteredAt) + 1000);
    journal.transition(record);
    assert.deepEqual(said(), ["command done", "transition advance: 1.5.0 at 25 %, stable 1.4.0"]);
  });

  it("has each change of a monitor once, with what was measured and the line that it crossed", () => {
    const alert = { ...rate, state: "Alert", value: "10.2 %", group: "version:1.5.0" };
    for (const row of [rate, alert, alert, rate]) journal.monitors([row]);
    assert.deepEqual(said(), [
      "recovery Error rate: OK",
      "alert Error rate of version 1.5.0: Alert, 10.2 % (alert above 5 %)",
    ]);
  });

  it("is silent about monitors that begin well, and tells of those that do not", () => {
    journal.monitors([rate, { ...rate, key: "latency", title: "Response time", state: "OK" }]);
    assert.deepEqual(said(), []);
    journal.monitors([{ ...rate, state: "No Data" }]);
    assert.deepEqual(said(), ["alert Error rate: No Data"]);
    // Datadog was out of reach for a while.
    journal.monitors([]);
    journal.monitors([{ ...rate, state: "No Data" }]);
    assert.deepEqual(said(), ["alert Error rate: No Data"]);
    journal.monitors(["a", "b", "c", "d"].map((key) => ({ key, title: key, state: "No Data" })));
    assert.equal(said()[0], "alert 4 monitors: No Data: a, b, c, d");
  });

  it("is silent about the monitors of a canary that has no visitors", () => {
    journal.monitors([{ ...rate, state: "No Data", idle: true }]);
    assert.deepEqual(said(), []);
  });
});
