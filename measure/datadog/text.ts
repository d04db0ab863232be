import type { Comparator } from "./query.ts";

// Without Intl, whose first use takes 14 ms: ./canary status is to answer at once.

/** How many: `1,204`. Datadog interpolates counts: `99.6` is never written as 100. */
export function count(number: number): string {
  // Shifted as text, in which 0.29 is no less than it is.
  const hundredths = Math.abs(number) < 0.01 ? 0 : Math.trunc(Number(`${number}e2`));
  return grouped(hundredths / 100);
}

/** A number with its thousands apart: `12,040.5`. */
function grouped(number: number): string {
  const text = String(number);
  const [integer = "", ...fraction] = (
    text.includes("e-") ? number.toFixed(20).replace(/0+$/, "") : text
  ).split(".");
  return [integer.replaceAll(/\B(?=(?:\d{3})+$)/g, ","), ...fraction].join(".");
}

/** A value in its unit: `6.2 %`, `420 ms`, `2.1 x`; in as many digits as are given. */
export function quantity(value: number, unit: string | undefined, digits = 3): string {
  if (unit === "s" && Math.abs(value) < 1) return quantity(value * 1000, "ms", digits);
  const number = grouped(
    Math.abs(value) < 1000 || digits > 3 ? Number(value.toPrecision(digits)) : Math.round(value),
  );
  return unit === undefined ? number : `${number} ${unit}`;
}

/** A value, in digits enough that it does not read as a limit that it is not at. */
function apart(
  value: number,
  unit: string | undefined,
  limits: readonly (number | null | undefined)[],
): string {
  for (let digits = 3; digits < 16; digits++) {
    const text = quantity(value, unit, digits);
    const alike = limits.some(
      (limit) => limit != null && limit !== value && quantity(limit, unit, digits) === text,
    );
    if (!alike) return text;
  }
  return String(value);
}

/** A value, or the two that it is between: `6.2 %`, `88 ms to 130 ms`. */
export function between(
  { least, most }: { readonly least: number; readonly most: number },
  unit: string | undefined,
  limits: readonly (number | null | undefined)[],
): string {
  const [low, high] = [apart(least, unit, limits), apart(most, unit, limits)];
  return low === high ? high : `${low} to ${high}`;
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

/** Unix seconds as text, without milliseconds: `2026-01-31T12:00:00Z`. */
export function timestamp(seconds: number): string {
  return instantOf(seconds).replace(".000Z", "Z");
}

/** Unix seconds as an instant of the rules. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
