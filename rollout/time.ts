import { z } from "zod";

/** An instant as text, ISO 8601 in UTC: `2026-01-31T12:00:00.000Z`. */
export type Instant = string;

/** Reads an instant. Text without its zone is none: it would mean another time on another machine. */
export const instant = z.iso.datetime();

/** What a preview writes in place of the time at which a change will be applied. */
export const WHEN_APPLIED = "when applied";

/** The last millisecond that a `Date` can hold. */
const END_OF_TIME = 8.64e15;

/** Seconds from one instant to another, negative if the second is the earlier; `NaN` if one is none. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (milliseconds(to) - milliseconds(from)) / 1000;
}

/** The instant so many seconds after another, which must be one (`RangeError`). */
export function secondsAfter(from: Instant, seconds: number): Instant {
  return new Date(Math.min(milliseconds(from) + seconds * 1000, END_OF_TIME)).toISOString();
}

/** The later of two instants; the first where the other is absent, and what is no instant before all. */
export function later(a: Instant, b: Instant | undefined): Instant {
  if (b === undefined || Number.isNaN(milliseconds(a))) return a;
  return secondsBetween(a, b) <= 0 ? a : b;
}

function milliseconds(at: Instant): number {
  return instant.safeParse(at).success ? Date.parse(at) : NaN;
}

/** A length of time as a person says it: `45 s`, `15 min`, `1 h 30 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const left = minutes % 60;
  return left === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${left} min`;
}
