import type { Freeze } from "./facts.ts";
import type { Instant } from "./time.ts";

/** A period, from one instant to another, in which nothing may increase. */
export interface OnceFreeze {
  readonly from: Instant;
  /** The first instant at which it no longer counts; after `from`. */
  readonly until: Instant;
  readonly reason: string;
}

/** A time of the week, in a time zone. */
export interface WeekTime {
  /** 0 is Monday, 6 is Sunday. */
  readonly day: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

/** A part of every week in which nothing may increase: less than the whole of it. */
export interface WeeklyFreeze {
  readonly from: WeekTime;
  /** When it no longer counts, in the same week or the next. */
  readonly until: WeekTime;
  /** Whose clocks count, by the IANA name of the zone: `Europe/Berlin`. */
  readonly zone: string;
  readonly reason: string;
  /** Before this it does not count; always where absent. */
  readonly since?: Instant | undefined;
}

/** When nothing may increase; going back stays open. */
export interface Freezes {
  readonly once: readonly OnceFreeze[];
  readonly weekly: readonly WeeklyFreeze[];
}

/**
 * The freezes that are in force at an instant. Where the clocks change at an end of a weekly freeze,
 * it lasts the longer: from the first instant that the name of its beginning can mean, to the last
 * that the name of its end can.
 *
 * @throws {RangeError} for a zone that is none
 */
export function freezesAt(now: Instant, { once, weekly }: Freezes): Freeze[] {
  const at = Date.parse(now);
  return [
    ...once.flatMap(({ from, until, reason }) =>
      Date.parse(from) <= at && at < Date.parse(until) ? [{ reason, until }] : [],
    ),
    ...weekly.flatMap((freeze) => {
      if (freeze.since !== undefined && at < Date.parse(freeze.since)) return [];
      const until = endOf(freeze, at);
      return until === undefined
        ? []
        : [{ reason: freeze.reason, until: new Date(until).toISOString() }];
    }),
  ];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const WEEK = 7 * DAY;

/** When the week's freeze that is in force ends; `undefined` where none is. */
function endOf({ from, until, zone }: WeeklyFreeze, at: number): number | undefined {
  const length = (minuteOfWeek(until) - minuteOfWeek(from)) * MINUTE;
  const wall = wallAt(at, zone);
  const monday = wall - mod(wall - MONDAY, WEEK);
  // A window of last week may last into this one, and where clocks jump this one's may begin early.
  for (const week of [-1, 0, 1]) {
    const begins = monday + week * WEEK + minuteOfWeek(from) * MINUTE;
    const ends = begins + mod(length, WEEK);
    const [first] = instantsOf(begins, zone);
    const [, last] = instantsOf(ends, zone);
    if (first <= at && at < last) return last;
  }
  return undefined;
}

/** A Monday's midnight, as `Date` counts. */
const MONDAY = Date.UTC(2001, 0, 1);

function minuteOfWeek({ day, minute }: WeekTime): number {
  return day * 24 * 60 + minute;
}

function mod(a: number, b: number): number {
  return ((a % b) + b) % b;
}

/** The local time of a zone, as if it were in UTC. */
function wallAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The first and the last instant that this local time of a zone can mean. */
function instantsOf(wall: number, zone: string): [first: number, last: number] {
  // The offsets of the day before and the day after: where they differ, clocks jump in between.
  const instants = [-DAY, DAY].map((off) => wall - (wallAt(wall + off, zone) - (wall + off)));
  const real = instants.filter((instant) => wallAt(instant, zone) === wall);
  const said = real.length > 0 ? real : instants;
  return [Math.min(...said), Math.max(...said)];
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const cached = clocks.get(zone);
  if (cached) return cached;
  const numeric = "numeric";
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric },
    ...{ minute: numeric, second: numeric },
  });
  clocks.set(zone, clock);
  return clock;
}
