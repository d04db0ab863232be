/** What an element comes to, with all that is in it. */
export interface Tally {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  flaky: number;
  expected: number;
  /** Marks as they stand, which suites count: a test to do that failed has one of a failure. */
  marks: { bad: number; skipped: number };
  /** Tests that suites count and do not have, and which suites these are. */
  missing: number;
  short: string[];
  /** What is wrong with it, and what failed. */
  faults: string[];
  culprits: string[];
}

export const nothing = (): Tally => ({
  ...{ tests: 0, failures: 0, errors: 0, skipped: 0, flaky: 0, expected: 0 },
  marks: { bad: 0, skipped: 0 },
  missing: 0,
  short: [],
  faults: [],
  culprits: [],
});

/** Add what is in an element to what it comes to. */
export function add(to: Tally, from: Tally): void {
  to.tests += from.tests;
  to.failures += from.failures;
  to.errors += from.errors;
  to.skipped += from.skipped;
  to.flaky += from.flaky;
  to.expected += from.expected;
  to.missing += from.missing;
  to.marks.bad += from.marks.bad;
  to.marks.skipped += from.marks.skipped;
  for (const short of from.short) to.short.push(short);
  for (const fault of from.faults) to.faults.push(fault);
  for (const culprit of from.culprits) to.culprits.push(culprit);
}
