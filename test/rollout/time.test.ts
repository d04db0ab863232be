import assert from "node:assert/strict";
import { duration, later, secondsAfter, secondsBetween, WHEN_APPLIED } from "../../rollout/time.ts";
import { after, T0 } from "./build.ts";

/** What is no instant: text of other kinds, and times that mean another instant elsewhere. */
const GARBAGE = ["", "soon", WHEN_APPLIED, "2026-01-31T13:00:00", "2026-13-31T13:00:00Z"];

describe("time", () => {
  it("counts seconds from one time to another, negative where it goes back", () => {
    assert.equal(secondsBetween(T0, after(90)), 90);
    assert.equal(secondsBetween(after(90), T0), -90);
    assert.equal(secondsBetween(T0, "2026-01-31T12:00:00.250Z"), 0.25);
  });

  for (const text of GARBAGE) {
    it(`counts nothing to or from ${JSON.stringify(text)}`, () => {
      assert.ok(Number.isNaN(secondsBetween(T0, text)));
      assert.ok(Number.isNaN(secondsBetween(text, T0)));
    });

    it(`lets ${JSON.stringify(text)} win as the later one, so that nothing is counted`, () => {
      assert.equal(later(T0, text), text);
      assert.equal(later(text, T0), text);
    });
  }

  it("adds seconds to a time", () => {
    assert.equal(secondsAfter(T0, 600), "2026-01-31T12:10:00.000Z");
    assert.equal(secondsAfter(T0, -0.5), "2026-01-31T11:59:59.500Z");
  });

  it("stops at the end of the calendar", () => {
    assert.equal(secondsAfter(T0, Number.MAX_VALUE), "+275760-09-13T00:00:00.000Z");
  });

  it("knows the later of two times, and the first where there is no second", () => {
    assert.equal(later(T0, after(1)), after(1));
    assert.equal(later(after(1), T0), after(1));
    assert.equal(later(T0, undefined), T0);
  });

  for (const [seconds, message] of [
    [0, "0 s"],
    [-5, "0 s"],
    [0.2, "1 s"],
    [45, "45 s"],
    [60, "1 min"],
    [61, "1 min 1 s"],
    [3599, "59 min 59 s"],
    [3600, "1 h"],
    [5400, "1 h 30 min"],
    [86_400, "24 h"],
  ] as const) {
    it(`says ${seconds} seconds as ${message}`, () => {
      assert.equal(duration(seconds), message);
    });
  }
});
