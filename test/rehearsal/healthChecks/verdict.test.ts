import assert from "node:assert/strict";
import { verdict } from "../../../rehearsal/healthChecks/checker.ts";

describe("a health check of Route 53", () => {
  const of = (row: string, before: boolean, declared = {}) =>
    verdict(
      Array.from(row).map((look) => look === "+"),
      3,
      before,
      declared,
    );

  it("changes after as many looks alike as its threshold", () => {
    assert.equal(of("---", true), false);
    assert.equal(of("+++", false), true);
  });

  it("stays as it was before that", () => {
    for (const row of ["", "-", "--", "+--", "-+-", "++-"]) {
      assert.equal(of(row, true), true, row);
      assert.equal(of(row, false), false, row);
    }
  });

  it("is turned round by invertHealthcheck", () => {
    assert.equal(of("+++", true, { invertHealthcheck: true }), false);
    assert.equal(of("---", false, { invertHealthcheck: true }), true);
  });

  it("is healthy while it is disabled, and with both it is not", () => {
    assert.equal(of("---", false, { disabled: true }), true);
    assert.equal(of("+++", true, { disabled: true, invertHealthcheck: true }), false);
  });
});
