import assert from "node:assert/strict";
import { about, fromNow, localized, onClock } from "../../cli/times.ts";

const HERE = { now: "2026-01-31T12:00:00.000Z", zone: "Europe/Berlin" };

describe("a time as a person says it", () => {
  for (const [seconds, message] of [
    [0.4, "0 s"],
    [59, "59 s"],
    [185, "3 min"],
    [90 * 60, "1 h 30 min"],
    [7198, "2 h"],
    [26 * 3600, "26 h"],
    [302 * 86_400, "302 days"],
  ] as const) {
    it(`says ${message} of ${seconds} seconds`, () => {
      assert.equal(about(seconds), message);
    });
  }

  it("says how far a time is from now", () => {
    assert.equal(fromNow("2026-01-31T11:57:00.000Z", HERE), "3 min ago");
    assert.equal(fromNow("2026-01-31T12:15:00.000Z", HERE), "in 15 min");
    assert.equal(fromNow("2026-01-31T12:00:00.500Z", HERE), "now");
  });

  it("shows the clocks of the zone, with the day where that is another one there", () => {
    assert.equal(onClock("2026-01-31T13:32:10.000Z", HERE), "14:32");
    assert.equal(onClock("2026-01-31T23:32:10.000Z", HERE), "2026-02-01 00:32");
  });

  it("shows this machine's own clocks where no zone is named", () => {
    const { timeZone: zone } = new Intl.DateTimeFormat().resolvedOptions();
    for (const at of ["2026-01-31T13:32:10.000Z", "2026-07-31T23:59:10.000Z"])
      assert.equal(onClock(at, { now: HERE.now }), onClock(at, { now: HERE.now, zone }));
  });

  it("puts each time of a text on those clocks, and leaves all else", () => {
    const text = "wait 14 s, until 2026-01-31T13:32:06.080Z; app-2026-01-31T is no moment";
    assert.equal(localized(text, HERE), "wait 14 s, until 14:32; app-2026-01-31T is no moment");
  });
});
