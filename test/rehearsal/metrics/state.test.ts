import assert from "node:assert/strict";
import { stateOf, withoutData } from "../../../rehearsal/metrics/state.ts";

describe("a monitor's state", () => {
  it("is beyond a limit, not at it, unless the query says so", () => {
    const limits = { warning: 1, critical: 5 };
    const of = (value: number, comparator: ">" | ">=" = ">") => stateOf(value, comparator, limits);
    assert.deepEqual(
      [0, 1, 1.1, 5, 5.1].map((value) => of(value)),
      ["OK", "OK", "Warn", "Warn", "Alert"],
    );
    assert.deepEqual([of(1, ">="), of(5, ">=")], ["Warn", "Alert"]);
  });

  it("is below a limit where the query says so", () => {
    const of = (value: number) => stateOf(value, "<", { warning: 50, critical: 30 });
    assert.deepEqual([60, 50, 49, 30, 29].map(of), ["OK", "OK", "Warn", "Warn", "Alert"]);
  });

  it("has no warning where none is declared", () => {
    assert.equal(stateOf(0, ">", { critical: 0 }), "OK");
    assert.equal(stateOf(1, ">", { critical: 0 }), "Alert");
  });

  it("is as onMissingData says where there is no data", () => {
    assert.equal(withoutData("show_no_data", { reduce: "sum" }), "No Data");
    assert.equal(withoutData("show_and_notify_no_data", { reduce: "avg" }), "No Data");
    assert.equal(withoutData("resolve", { reduce: "avg" }), "OK");
    assert.equal(withoutData("default", { reduce: "sum" }), "held at 0");
    assert.equal(withoutData("default", { reduce: "avg" }), "No Data");
    assert.throws(
      () => withoutData(undefined, { reduce: "sum" }),
      /onMissingData is absent: set one of resolve/,
    );
  });
});
