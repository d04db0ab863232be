import assert from "node:assert/strict";
import fc from "fast-check";
import { freezesAt, type WeeklyFreeze } from "../../rollout/freeze.ts";

const HOUR = 60 * 60;
const friday = (minute = 16 * 60) => ({ day: 4, minute });
const monday = (minute = 8 * 60) => ({ day: 0, minute });
const weekend: WeeklyFreeze = {
  from: friday(),
  until: monday(),
  zone: "Europe/Berlin",
  reason: "weekend",
};
const at = (now: string, ...weekly: WeeklyFreeze[]) => freezesAt(now, { once: [], weekly });

describe("a freeze", () => {
  describe("from one time to another", () => {
    const once = [
      { from: "2026-12-20T00:00:00.000Z", until: "2027-01-02T00:00:00.000Z", reason: "holidays" },
    ];
    const inForce = (now: string) => freezesAt(now, { once, weekly: [] });

    it("is in force from its first time, and says until when and why", () => {
      const freeze = { reason: "holidays", until: "2027-01-02T00:00:00.000Z" };
      assert.deepEqual(inForce("2026-12-20T00:00:00.000Z"), [freeze]);
      assert.deepEqual(inForce("2027-01-01T23:59:59.999Z"), [freeze]);
    });

    it("is not before, nor from its end on", () => {
      assert.deepEqual(inForce("2026-12-19T23:59:59.999Z"), []);
      assert.deepEqual(inForce("2027-01-02T00:00:00.000Z"), []);
    });
  });

  describe("of every week", () => {
    it("reads the clocks of its zone, in winter and in summer", () => {
      // Fridays at 16:00 in Berlin.
      assert.deepEqual(at("2026-01-30T14:59:59.999Z", weekend), []);
      assert.deepEqual(at("2026-01-30T15:00:00.000Z", weekend), [
        { reason: "weekend", until: "2026-02-02T07:00:00.000Z" },
      ]);
      assert.deepEqual(at("2026-07-03T13:59:59.999Z", weekend), []);
      assert.deepEqual(at("2026-07-03T14:00:00.000Z", weekend), [
        { reason: "weekend", until: "2026-07-06T06:00:00.000Z" },
      ]);
    });

    it("lasts over the night on which clocks are put forward, and back", () => {
      // 29 March and 25 October 2026 are Sundays.
      assert.equal(at("2026-03-29T12:00:00.000Z", weekend)[0]?.until, "2026-03-30T06:00:00.000Z");
      assert.equal(at("2026-10-25T12:00:00.000Z", weekend)[0]?.until, "2026-10-26T07:00:00.000Z");
    });

    it("ends at its time on the day of a change, well after it", () => {
      const sunday = { ...weekend, until: { day: 6, minute: 20 * 60 } };
      assert.equal(at("2026-03-29T12:00:00.000Z", sunday)[0]?.until, "2026-03-29T18:00:00.000Z");
      assert.equal(at("2026-10-25T12:00:00.000Z", sunday)[0]?.until, "2026-10-25T19:00:00.000Z");
    });

    it("counts neither twice nor in part where its end comes twice in a night", () => {
      const night = { ...weekend, from: { day: 6, minute: 0 }, until: { day: 6, minute: 150 } };
      // 02:30 in Berlin is at 00:30 and at 01:30 in UTC; it ends at the later.
      for (const now of ["2026-10-25T00:15:00.000Z", "2026-10-25T00:45:00.000Z"])
        assert.equal(at(now, night)[0]?.until, "2026-10-25T01:30:00.000Z");
      assert.deepEqual(at("2026-10-25T01:30:00.000Z", night), []);
    });

    it("begins and ends where its time is left out of a night", () => {
      const gap = { ...weekend, from: { day: 5, minute: 0 }, until: { day: 6, minute: 150 } };
      assert.equal(at("2026-03-29T00:59:00.000Z", gap)[0]?.until, "2026-03-29T01:30:00.000Z");
      const after = { ...weekend, from: { day: 6, minute: 150 }, until: monday() };
      assert.equal(at("2026-03-29T01:00:00.000Z", after).length, 1);
    });

    it("may go from Sunday into Monday, and end before it begins in the week", () => {
      const turn = { ...weekend, zone: "UTC", from: { day: 6, minute: 1380 }, until: monday(60) };
      assert.equal(at("2026-02-01T23:30:00.000Z", turn)[0]?.until, "2026-02-02T01:00:00.000Z");
      assert.equal(at("2026-02-02T00:30:00.000Z", turn)[0]?.until, "2026-02-02T01:00:00.000Z");
      assert.deepEqual(at("2026-02-02T01:00:00.000Z", turn), []);
    });

    it("does not count before it was agreed on", () => {
      const since = { ...weekend, since: "2026-01-31T12:00:00.000Z" };
      assert.deepEqual(at("2026-01-31T11:59:59.999Z", since), []);
      assert.equal(at("2026-01-31T12:00:00.000Z", since).length, 1);
    });
  });

  describe("of any week, in any zone, at any time", () => {
    const zones = [
      ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham"],
      // Clocks that jump by half an hour, at midnight, and around Ramadan.
      ...["Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca"],
    ];
    const weekTime = fc.record({ day: fc.nat(6), minute: fc.nat(1439) });
    const weekly = fc
      .record({
        from: weekTime,
        until: weekTime,
        zone: fc.constantFrom(...zones),
        reason: fc.constant("r"),
      })
      .filter(({ from, until }) => from.day !== until.day || from.minute !== until.minute);
    const instant = fc
      .date({
        min: new Date("2024-01-01"),
        max: new Date("2029-01-01"),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString());
    const shifted = (anyInstant: string, seconds: number) =>
      new Date(Date.parse(anyInstant) + seconds * 1000).toISOString();

    it("ends later than now, and then no longer counts", () => {
      fc.assert(
        fc.property(weekly, instant, (freeze, now) => {
          const [result] = at(now, freeze);
          if (!result) return;
          assert.ok(result.until > now);
          assert.deepEqual(at(result.until, freeze), []);
          assert.equal(at(shifted(result.until, -0.001), freeze)[0]?.until, result.until);
        }),
      );
    });

    it("counts just where the clocks on the wall say so, but for the hours in which they jump", () => {
      fc.assert(
        fc.property(weekly, instant, (freeze, now) => {
          const steady = [-26, 26].every((hours) => {
            return offset(shifted(now, hours * HOUR), freeze.zone) === offset(now, freeze.zone);
          });
          fc.pre(steady);
          assert.equal(at(now, freeze).length === 1, isWithin(freeze, now));
        }),
      );
    });

    it("lasts as long as it says, give or take a jump of the clocks", () => {
      fc.assert(
        fc.property(weekly, instant, ({ from, until, ...rest }, now) => {
          const freeze = { from, until, ...rest };
          const [result] = at(now, freeze);
          if (!result) return;
          const minutes = (until.day - from.day) * 1440 + until.minute - from.minute;
          const seconds = ((minutes + 7 * 1440) % (7 * 1440)) * 60;
          const before = shifted(result.until, -seconds - 2 * HOUR);
          assert.ok(at(before, freeze)[0]?.until !== result.until);
          const inside = shifted(result.until, -Math.max(seconds - 2 * HOUR, 1));
          assert.equal(at(inside, freeze)[0]?.until, result.until);
        }),
      );
    });

    /** The day and time that clocks in the zone show, by another way than the rule's own. */
    function wall(now: string, zone: string): { day: number; minute: number } {
      const text = new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
      }).format(new Date(now));
      const [, day = "", hours, minutes] = /^(\w{3}).*?(\d{2}):(\d{2})/.exec(text) ?? [];
      const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
      return { day: days.indexOf(day), minute: Number(hours) * 60 + Number(minutes) };
    }

    function isWithin({ from, until, zone }: WeeklyFreeze, now: string): boolean {
      const of = ({ day, minute }: { day: number; minute: number }) => day * 1440 + minute;
      const [a, b, observed] = [of(from), of(until), of(wall(now, zone))];
      return a < b ? a <= observed && observed < b : observed >= a || observed < b;
    }

    function offset(now: string, zone: string): string {
      const parts = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        timeZoneName: "longOffset",
      }).formatToParts(new Date(now));
      return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    }
  });

  it("throws for a zone that is none", () => {
    assert.throws(() => at("2026-01-31T12:00:00.000Z", { ...weekend, zone: "Berlin" }), RangeError);
  });
});
