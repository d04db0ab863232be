import type { XmlElement } from "@rgrove/parse-xml";
import { childrenOf } from "../xml.ts";
import { countersOf } from "./counters.ts";
import { ASIDE, ERRORS, FAILURES, nameOf, saidOf, SKIPPED, unknownIn } from "./elements.ts";
import { nothing, type Tally } from "./tally.ts";

/** Datadog's: what a browser said that fails no step. */
const WARNINGS = ["allowed_error", "browser_error", "warning"];
/** Surefire's, Playwright's and nextest's: it failed, was run again, and passed. */
const FLAKY = ["flakyFailure", "flakyError"];

/** What a test comes to. */
export function ofCase(element: XmlElement): Tally {
  const name = nameOf("test", element);
  const children = childrenOf(element);
  const having = (names: readonly string[]) => children.filter((one) => names.includes(one.name));
  const allowed = [...ASIDE, ...WARNINGS, ...FAILURES, ...ERRORS, ...FLAKY, ...SKIPPED];
  const { said, faults } = saidOf(element, name);
  const skips = [...having(SKIPPED), ...having(["warning"]).filter(isOfPhpUnit)];
  const counted = countersOf(element.attributes);
  const [failures, errors] = [having(FAILURES).length, having(ERRORS).length];
  const failed =
    failures + errors + counted.failures + counted.errors > 0 ||
    said === "failed" ||
    [element.attributes["failure"], element.attributes["error"]].some(Boolean);
  const isOf = (type: string) => skips.some(({ attributes }) => attributes["type"] === type);

  const tally = nothing();
  tally.tests = 1;
  tally.faults = [...faults, ...unknownIn(children, allowed, name)];
  tally.marks = {
    bad: Math.max(failures + errors, failed ? 1 : 0),
    skipped: skips.length > 0 || counted.skipped > 0 || said === "skipped" ? 1 : 0,
  };
  // https://github.com/nodejs/node/blob/main/lib/internal/test_runner/reporter/junit.js
  if (isOf("todo")) tally.skipped = 1;
  else if (failed) {
    tally[errors > 0 && failures === 0 ? "errors" : "failures"] = 1;
    tally.culprits = [`${name} failed`];
  }
  // https://github.com/pytest-dev/pytest/blob/main/src/_pytest/junitxml.py
  else if (isOf("pytest.xfail")) tally.expected = 1;
  else if (tally.marks.skipped > 0) tally.skipped = 1;
  else if (having(FLAKY).length > 0) tally.flaky = 1;
  return tally;
}

/**
 * PHPUnit's before version 10: a class without a test has a case of this name alone, which nobody wrote.
 * https://github.com/sebastianbergmann/phpunit/blob/9.6/src/Util/Log/JUnit.php (addWarning)
 */
function isOfPhpUnit({ attributes }: XmlElement): boolean {
  return /^PHPUnit/.test(attributes["type"] ?? "");
}
