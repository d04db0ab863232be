/**
 * What a suite counts in its attributes. Names differ by writer: `failures`, `errors`, `skipped` and
 * `tests` are Ant's; `disabled` GoogleTest's, CTest's and node's; `ignored` TestNG's; `aborted` that of
 * browser runners; `tests_failed` and so on Datadog's. So all that is named for a failure is one.
 *
 * https://github.com/windyroad/JUnit-Schema/blob/master/JUnit.xsd
 * https://github.com/DataDog/datadog-ci (src/commands/synthetics/reporters/junit.ts): a test that was not
 * found, not authorized, or met a critical error, has no case in its report, and fails the command only
 * where it is set to.
 */
export interface Counters {
  /** All tests, as the suite counts them; undefined where it does not. */
  readonly tests: number | undefined;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly flaky: number;
  /** What no case stands for, as it is written: `tests_not_found="2"`. */
  readonly lost: readonly string[];
  /** Counters that are no number, as they are written. */
  readonly unknown: readonly string[];
}

const LOST = /abort|cancel|crash|interrupt|not_?found|not_?authorized|critical/i;
const FLAKY = /^(?:tests_)?flak/i;
const FAILURES =
  /^(?:tests_)?(?:fail(?:s|ures?|ed)?(?:_non_blocking)?|timed_?out|timeouts|broken)$/i;
const ERRORS = /^(?:tests_)?error(?:s|ed)?$/i;
const SKIPPED =
  /^(?:tests_)?(?:skip(?:s|ped)?|disabled|ignored|not_?run|pending|todos?|inconclusive|blocked)$/i;

/** The counters among a suite's attributes. */
export function countersOf(attributes: Readonly<Record<string, string>>): Counters {
  // PHPUnit's before version 10 counts warnings, such as of a class without a test; Datadog's own do no harm.
  const isOfPhpUnit = attributes["assertions"] !== undefined;
  const result = { failures: 0, errors: 0, skipped: 0, flaky: 0 };
  let tests: number | undefined;
  const lost: string[] = [];
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const kind = name === "warnings" && isOfPhpUnit ? "skipped" : kindOf(name);
    if (kind === undefined || value === "") continue;
    const count = countOf(value);
    if (count === undefined) unknown.push(`${name}="${value}"`);
    else if (kind === "tests") tests = count;
    else if (kind !== "lost") result[kind] += count;
    else if (count > 0) lost.push(`${name}="${value}"`);
  }
  return { tests, ...result, lost, unknown };
}

function kindOf(name: string): keyof Omit<Counters, "unknown"> | undefined {
  if (name === "tests") return "tests";
  if (FLAKY.test(name)) return "flaky";
  if (FAILURES.test(name)) return "failures";
  if (ERRORS.test(name)) return "errors";
  if (SKIPPED.test(name)) return "skipped";
  return LOST.test(name) ? "lost" : undefined;
}

function countOf(value: string): number | undefined {
  if (/^(?:true|yes)$/i.test(value)) return 1;
  if (/^(?:false|no)$/i.test(value)) return 0;
  return /^\s*\d+(?:\.0+)?\s*$/.test(value) ? Number(value) : undefined;
}
