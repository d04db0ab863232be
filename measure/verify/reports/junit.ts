import { XmlComment, type XmlElement } from "@rgrove/parse-xml";
import { ofCase } from "./junit/case.ts";
import { countersOf, type Counters } from "./junit/counters.ts";
import { ASIDE, ERRORS, FAILURES, nameOf, saidOf, SKIPPED, unknownIn } from "./junit/elements.ts";
import { isOfPytest } from "./junit/pytest.ts";
import { add, nothing, type Tally } from "./junit/tally.ts";
import { describeCounts, refusing, ReportError, type Format } from "./reading.ts";
import { childrenOf, readXml } from "./xml.ts";

/**
 * A JUnit report: of Jest, Vitest, Mocha, Playwright, node --test, pytest, gotestsum, Surefire and whoever
 * else writes it. There is no standard; this reads what the Ant schema and its heirs agree on, and
 * refuses an element or a word that it does not know.
 * https://github.com/windyroad/JUnit-Schema, https://github.com/testmoapp/junitxml,
 * https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd
 *
 * Passes where a test ran, none failed or erred wherever that is said, as many ran as the suites count,
 * and no more were skipped than may be. A test that is known to fail (pytest's xfail) and did has run;
 * one that is to do (node's) is skipped, whether it failed or not.
 */
export const JUNIT: Format = {
  read(text) {
    const root = readXml(text).root;
    if (root?.name !== "testsuites" && root?.name !== "testsuite")
      throw new ReportError(`is no JUnit report: its root is ${root?.name ?? "missing"}`);
    const { tests, failures, errors, skipped, flaky, expected, ...result } = ofSuite(root);
    return {
      counts: {
        tests,
        failures,
        errors,
        skipped,
        ...(flaky > 0 && { flaky }),
        ...(expected > 0 && { "failed as expected": expected }),
      },
      faults: [
        ...(tests === 0 ? ["has no test"] : []),
        ...(result.missing > 0 ? result.short : []),
        ...result.faults,
      ],
      culprits: [
        ...result.culprits.map((message) => ({ of: "failures", message, weight: 1 })),
        ...(skipped > 0 ? [{ of: "skipped", message: `${skipped} skipped`, weight: skipped }] : []),
      ],
    };
  },
  judge(sum, { skipped: most = 0 }) {
    const { tests = 0, failures = 0, errors = 0, skipped = 0 } = sum;
    const none = skipped >= tests;
    return {
      observed: `${describeCounts(sum, { skipped: most })}${none ? "; no test ran" : ""}`,
      refused: refusing({ failures: failures + errors > 0, skipped: skipped > most || none }),
    };
  },
};

function ofSuite(element: XmlElement): Tally {
  const name = nameOf(element.name === "testsuites" ? "run" : "suite", element);
  const children = childrenOf(element);
  const tally = nothing();
  for (const child of children) {
    if (child.name === "testcase") add(tally, ofCase(child));
    else if (child.name === "testsuite") add(tally, ofSuite(child));
    else if (FAILURES.includes(child.name) || ERRORS.includes(child.name)) {
      tally[FAILURES.includes(child.name) ? "failures" : "errors"]++;
      tally.marks.bad++;
      tally.culprits.push(`${name} failed`);
    } else if (SKIPPED.includes(child.name)) {
      tally.skipped++;
      tally.marks.skipped++;
    }
  }
  const names = [...ASIDE, ...FAILURES, ...ERRORS, ...SKIPPED, "testcase", "testsuite"];
  tally.faults.push(...unknownIn(children, names, name));
  const { said, faults } = saidOf(element, name);
  tally.faults.push(...faults);
  const counters = withComments(countersOf(element.attributes), element);
  // A suite does not vouch for what it does not count: jest-junit writes a test to do as one that passed.
  // https://github.com/jest-community/jest-junit/blob/master/utils/buildJsonResults.js
  const cases = children.filter((child) => child.name === "testcase").length;
  const passed = cases - tally.skipped - tally.failures - tally.errors;
  if (counters.tests !== undefined && children.every((child) => child.name !== "testsuite"))
    tally.skipped += Math.max(0, Math.min(passed, cases - counters.tests));
  weigh(tally, counters, name, isOfPytest(element));
  if (said === "failed" && tally.failures + tally.errors === 0) {
    tally.errors++;
    tally.culprits.push(`${name} failed`);
  }
  if (said === "skipped" && tally.skipped === 0) tally.skipped++;
  return tally;
}

/** Hold a suite's counters against what is in it: the worse of both counts. */
function weigh(tally: Tally, counters: Counters, name: string, isPytest: boolean): void {
  const { marks, faults, culprits } = tally;
  const bad = Math.max(0, counters.failures + counters.errors - marks.bad);
  const skipped = Math.max(0, counters.skipped - marks.skipped);
  if (bad > 0) culprits.push(`${name} counts ${bad} that failed and are not in it`);
  tally[counters.errors > counters.failures ? "errors" : "failures"] += bad;
  tally.skipped += skipped;
  tally.flaky = Math.max(tally.flaky, counters.flaky);
  marks.bad += bad;
  marks.skipped += skipped;
  const { tests = 0 } = counters;
  if (tests > tally.tests + tally.missing && !isPytest) {
    tally.short.push(`${name} counts ${tests} tests and has ${tally.tests}`);
    tally.missing = tests - tally.tests;
  }
  // Those that failed or were skipped by a count alone are among those that are missing.
  const existing = Math.min(tally.missing, bad + skipped);
  tally.tests += existing;
  tally.missing -= existing;
  if (counters.lost.length > 0) {
    tally.errors += counters.lost.length;
    faults.push(`${name} has ${counters.lost.join(" ")}`);
  }
  if (counters.unknown.length > 0)
    faults.push(`${name} has ${counters.unknown.join(" ")}, which is no number`);
}

/**
 * With what node's reporter says of its whole run in comments: a test that has tests in it, and fails by
 * itself, is a suite to it, and its failure is counted there alone.
 */
function withComments(counters: Counters, { children }: XmlElement): Counters {
  const failed = children
    .map((child) => (child instanceof XmlComment ? child.content : ""))
    .map((message) => Number(/^\s*(?:fail|cancelled) (\d+)\s*$/.exec(message)?.[1] ?? 0))
    .reduce((sum, count) => sum + count, 0);
  return { ...counters, failures: Math.max(counters.failures, failed) };
}
