import assert from "node:assert/strict";
import { inUnits } from "../../controlRoom/quantity.ts";

describe("a monitor's numbers in the control room", () => {
  it("have their units, as have the limits", () => {
    assert.deepEqual(inUnits("database-cpu", "avg(last_5m):avg:cpu{*} > 90", 30), {
      value: "30 %",
      alerts: "above 90 %",
    });
    assert.deepEqual(inUnits("latency", "percentile(last_5m):p95:trace{*} > 0.5", 0.0866), {
      value: "86.6 ms",
      alerts: "above 500 ms",
    });
    assert.deepEqual(inUnits("checkouts", "sum(last_1h):a / b < 30", 100), {
      value: "100 %",
      alerts: "below 30 %",
    });
  });

  it("are left out where nothing was measured, or the monitor knows no number", () => {
    assert.deepEqual(inUnits("www", "no_query", undefined), {
      value: undefined,
      alerts: undefined,
    });
  });
});
