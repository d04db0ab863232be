import type { Comparator } from "./query.ts";

const counted = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const measured = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** How many: `1,204`. */
export function count(number: number): string {
  return counted.format(number);
}

/** A value in its unit: `6.2 %`, `420 ms`, `2.1 x`. */
export function quantity(value: number, unit: string | undefined): string {
  if (unit === "s" && Math.abs(value) < 1) return quantity(value * 1000, "ms");
  const number = Math.abs(value) < 1000 ? measured.format(value) : counted.format(value);
  return unit === undefined ? number : `${number} ${unit}`;
}

/** Where a threshold lies: `above 5 %`. */
export function beyond(comparator: Comparator, threshold: string): string {
  return `${COMPARISONS[comparator]} ${threshold}`;
}

const COMPARISONS: Readonly<Record<Comparator, string>> = {
  ">": "above",
  ">=": "at or above",
  "<": "below",
  "<=": "at or below",
  "==": "at",
  "!=": "other than",
};

/** A moment in Unix seconds as text, without its milliseconds: `2026-01-31T12:00:00Z`. */
export function moment(seconds: number): string {
  return instantOf(seconds).replace(".000Z", "Z");
}

/** A moment in Unix seconds as rules have it. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
