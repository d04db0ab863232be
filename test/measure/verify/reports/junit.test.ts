import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judged, judges, type Kind } from "./kinds.ts";

const FIXTURES = join(import.meta.dirname, "junit");

/** What a tool really wrote, by `junit/record.sh`. */
function written(
  writer: string,
  name: string,
  what: string,
  verdict: Kind["verdict"],
  says: string | RegExp,
  skipped = 0,
): Kind {
  const report = readFileSync(join(FIXTURES, `${name}.xml`), "utf8");
  return { writer, what, report, limits: { skipped }, verdict, says };
}

const WELL = "2 tests, 0 failures, 0 errors, 0 skipped";

describe("a JUnit report as a tool wrote it", () => {
  const NODE = "node:test of Node 24.21.0";
  const XUNIT = "mocha 12.0.3, xunit";
  const MOCHA = "mocha-junit-reporter 2.2.1 with mocha 11.8.0";
  const VITEST = "vitest 5.1.2";
  const JEST = "jest-junit 17.0.0 with jest 30.5.2";
  const PLAYWRIGHT = "playwright 1.65.1";
  const PYTEST = "pytest 9.2.0";
  const GOTESTSUM = "gotestsum 1.13.0";
  const SUREFIRE = "surefire 3.6.1 with Jupiter 5.14.4";
  const COLOUR = "a run in which all passes, with a colour in a name or an output";
  const KINDS: readonly Kind[] = [
    written(NODE, "node-well", COLOUR, "pass", WELL),
    written(
      NODE,
      "node-todo",
      "tests to do, of which two failed",
      "pass",
      "5 tests, 0 failures, 0 errors, 4 skipped",
      4,
    ),
    written(
      NODE,
      "node-todo",
      "more tests to do than may be",
      "fail",
      /4 skipped \(3 may be\)$/,
      3,
    ),
    written(
      NODE,
      "node-mixed",
      "a failure and a test cut short",
      "fail",
      /^4 tests, 2 failures/,
      1,
    ),
    written(NODE, "node-parent", "a test whose own end fails", "fail", /, 1 failures, 0 errors/),
    written(NODE, "node-broken", "a suite that could not begin", "fail", /^1 tests, 1 failures/),
    written(XUNIT, "mocha-xunit-well", COLOUR, "pass", WELL),
    written(XUNIT, "mocha-xunit-skipped", "pending tests", "fail", /2 skipped \(1 may be\)/, 1),
    written(XUNIT, "mocha-xunit-mixed", "a failure", "fail", /^4 tests, 1 failures.*"fails"/, 2),
    written(XUNIT, "mocha-xunit-broken", "a hook that failed", "fail", /1 failures.*before all/),
    written(MOCHA, "mocha-junit-reporter-well", COLOUR, "pass", WELL),
    written(
      MOCHA,
      "mocha-junit-reporter-skipped",
      "pending tests, which it counts and does not write",
      "pass",
      "3 tests, 0 failures, 0 errors, 2 skipped",
      2,
    ),
    written(MOCHA, "mocha-junit-reporter-skipped", "more than may be", "fail", /\(1 may be\)/, 1),
    written(MOCHA, "mocha-junit-reporter-mixed", "a failure", "fail", /^4 tests, 1 failures/, 2),
    written(MOCHA, "mocha-junit-reporter-broken", "a hook that failed", "fail", /1 failures/),
    written(VITEST, "vitest-well", COLOUR, "pass", WELL),
    written(
      VITEST,
      "vitest-mixed",
      "a failure",
      "fail",
      /^6 tests, 1 failures, 0 errors, 2 skip/,
      2,
    ),
    written(VITEST, "vitest-broken", "a file that does not load", "fail", /1 failures/),
    written(JEST, "jest-well", COLOUR, "pass", WELL),
    written(
      JEST,
      "jest-todo",
      "a test to do, written as one that passed",
      "fail",
      /1 skipped \(0 may/,
    ),
    written(JEST, "jest-todo", "a test to do, where one may be", "pass", /1 skipped$/, 1),
    written(
      JEST,
      "jest-mixed",
      "a failure",
      "fail",
      /^6 tests, 1 failures, 0 errors, 2 skipped;/,
      2,
    ),
    written(JEST, "jest-broken", "a file that does not load, left out", "fail", /has no test/),
    written(
      JEST,
      "jest-broken-reported",
      "a file that does not load, reported",
      "fail",
      /1 errors/,
    ),
    written(PLAYWRIGHT, "playwright-well", COLOUR, "pass", WELL),
    written(
      PLAYWRIGHT,
      "playwright-flaky",
      "a test that passed when it was tried again",
      "pass",
      "1 tests, 0 failures, 0 errors, 0 skipped, 1 flaky",
    ),
    written(
      PLAYWRIGHT,
      "playwright-mixed",
      "a failure, and one late",
      "fail",
      /1 failures, 1 errors/,
      2,
    ),
    written(PLAYWRIGHT, "playwright-broken", "a hook that failed", "fail", /1 errors/, 1),
    written(PLAYWRIGHT, "playwright-stopped", "a run that stopped early", "fail", /5 skipped/, 2),
    written(PYTEST, "pytest-well", COLOUR, "pass", WELL),
    written(
      PYTEST,
      "pytest-xfail",
      "a test that is known to fail, and did",
      "pass",
      "2 tests, 0 failures, 0 errors, 0 skipped, 1 failed as expected",
    ),
    written(PYTEST, "pytest-subtests", "subtests, which are counted alone", "pass", WELL),
    written(PYTEST, "pytest-mixed", "failures, one by passing", "fail", /^6 tests, 2 failures/, 1),
    written(PYTEST, "pytest-teardown", "an error after a test", "fail", /1 errors/),
    written(PYTEST, "pytest-broken", "a file that does not load", "fail", /1 errors/),
    written(GOTESTSUM, "gotestsum-well", "a run with a package that has no test", "pass", WELL),
    written(GOTESTSUM, "gotestsum-mixed", "a failure, run again", "fail", /7 failures/, 1),
    written(
      GOTESTSUM,
      "gotestsum-rerun",
      "one run again, not distinguished from another",
      "fail",
      /1 failures/,
    ),
    written(GOTESTSUM, "gotestsum-broken", "a package that does not build", "fail", /TestMain/),
    written(GOTESTSUM, "gotestsum-gone", "a process that exits", "fail", /1 failures/),
    written(
      SUREFIRE,
      "surefire-well",
      COLOUR,
      "pass",
      /^\d tests, 0 failures, 0 errors, 0 skipped$/,
    ),
    written(
      SUREFIRE,
      "surefire-flaky",
      "a test that passed at last",
      "pass",
      /0 skipped, 1 flaky$/,
    ),
    written(
      SUREFIRE,
      "surefire-mixed",
      "a failure and an error",
      "fail",
      /^6 tests, 1 failures, 1 err/,
      2,
    ),
    written(SUREFIRE, "surefire-broken", "a class that could not begin", "fail", /1 errors/),
  ];
  judges("junit", KINDS);

  it("is in the table, each file of them", () => {
    const files = readdirSync(FIXTURES).filter((file) => file.endsWith(".xml"));
    const texts = new Set(KINDS.map(({ report }) => report));
    const left = files.filter((file) => !texts.has(readFileSync(join(FIXTURES, file), "utf8")));
    assert.deepEqual(left, []);
  });
});

const suite = (inner: string, attributes = "", name = "a") =>
  `<?xml version="1.0"?><testsuites><testsuite name="${name}"${attributes}>${inner}</testsuite></testsuites>`;
const test = (inner = "", attributes = "") => `<testcase name="t"${attributes}>${inner}</testcase>`;
const good = test();

/** A kind that is written here, as the named writers' own sources and documents have it. */
const kind = (
  writer: string,
  what: string,
  report: string,
  verdict: Kind["verdict"],
  says: string | RegExp,
  skipped = 0,
): Kind => ({ writer, what, report, limits: { skipped }, verdict, says });

describe("a JUnit report", () => {
  const ANT = "Ant's schema";
  const ALL_WELL = "1 tests, 0 failures, 0 errors, 0 skipped";
  judges("junit", [
    kind(ANT, "a test", suite(good), "pass", ALL_WELL),
    kind(ANT, "a suite as its root", `<testsuite>${good}</testsuite>`, "pass", ALL_WELL),
    kind(
      "PHPUnit 11",
      "suites in suites, each with the sum of its own",
      suite(`${good}<testsuite tests="2" skipped="0">${good}${good}</testsuite>`, ' tests="3"'),
      "pass",
      "3 tests, 0 failures, 0 errors, 0 skipped",
    ),
    kind(ANT, "no test at all", suite(""), "fail", /has no test$/),
    kind(ANT, "no suite at all", "<testsuites/>", "fail", /has no test$/),
    kind(
      ANT,
      "a failure",
      suite(`${good}${test('<failure message="1 &lt; 2"><![CDATA[<b>]]></failure>')}`),
      "fail",
      '2 tests, 1 failures, 0 errors, 0 skipped; test "t" failed',
    ),
    kind(
      ANT,
      "an error",
      suite(test("<error>no</error>")),
      "fail",
      /1 tests, 0 failures, 1 errors/,
    ),
    kind(
      ANT,
      "a skipped test",
      suite(`${good}${test("<skipped/>")}`),
      "fail",
      /1 skipped \(0 may be\)$/,
    ),
    kind(
      ANT,
      "a skipped test that may be",
      suite(`${good}${test("<skipped/>")}`),
      "pass",
      /1 skipped$/,
      1,
    ),
    kind(ANT, "nothing but skipped tests", suite(test("<skipped/>")), "fail", /; no test ran$/, 1),
    kind(
      ANT,
      "a skipped test that failed",
      suite(test("<skipped/><failure/>")),
      "fail",
      /1 failures/,
      1,
    ),
    // Where a suite says it, and no case does.
    kind(
      "Newman 6",
      "an error beside its cases",
      suite(good, ' tests="1" errors="1"'),
      "fail",
      /1 errors/,
    ),
    kind(ANT, "failures before the first case", suite(good, ' failures="2"'), "fail", /2 failures/),
    kind(
      ANT,
      "a failure in the suite",
      suite(`${good}<failure message="no"/>`),
      "fail",
      /1 failures/,
    ),
    kind(ANT, "an error in the suite", suite(`${good}<error/>`), "fail", /1 errors/),
    kind(
      ANT,
      "an error in the whole run",
      `<testsuites><error/><testsuite>${good}</testsuite></testsuites>`,
      "fail",
      /1 errors/,
    ),
    kind(
      ANT,
      "failures that the run counts",
      `<testsuites failures="1"><testsuite>${good}</testsuite></testsuites>`,
      "fail",
      /1 failures/,
    ),
    kind(
      "mocha's xunit",
      "failures that its suite counts as errors: once",
      `<testsuite tests="1" failures="0" errors="1">${test("<failure/>")}</testsuite>`,
      "fail",
      /^1 tests, 1 failures, 0 errors/,
    ),
    ...["failed", "FAILURE", "error", "Timed Out", "canceled", "aborted", "interrupted"].map(
      (word) =>
        kind(
          "browser runners",
          `a test that is ${word}`,
          suite(test("", ` status="${word}"`)),
          "fail",
          /1 failures/,
        ),
    ),
    kind(
      "browser runners",
      "a test whose result is failed",
      suite(test("", ' result="failed"')),
      "fail",
      /1 failures/,
    ),
    kind(
      "browser runners",
      "a suite that failed",
      suite(good, ' status="failed"'),
      "fail",
      /1 errors/,
    ),
    kind(
      "node",
      "a test with an attribute of a failure",
      suite(test("", ' failure="1 == 2"')),
      "fail",
      /1 failures/,
    ),
    kind(
      "unknown",
      "a word that is not known",
      suite(test("", ' status="sideways"')),
      "fail",
      /test "t" is "sideways", which is not known here/,
    ),
    kind(
      "unknown",
      "an element that is not known",
      suite(test("<problem/>")),
      "fail",
      /test "t" has <problem>, which is not known here/,
    ),
    kind(
      "unknown",
      "an element of a suite that is not known",
      suite(`${good}<outcome/>`),
      "fail",
      /suite "a" has <outcome>/,
    ),
    kind(
      "unknown",
      "a count that is no number",
      suite(good, ' failures="some"'),
      "fail",
      /failures="some", which is no number/,
    ),
    // Less than all.
    kind(
      "karma-junit-reporter 2",
      "fewer tests than a suite counts",
      suite(good, ' tests="92"'),
      "fail",
      /suite "a" counts 92 tests and has 1$/,
    ),
    kind(
      ANT,
      "fewer tests than the run counts",
      `<testsuites tests="3"><testsuite>${good}</testsuite></testsuites>`,
      "fail",
      /counts 3 tests and has 1$/,
    ),
    kind(
      ANT,
      "a suite of which nothing ran",
      `<testsuites><testsuite>${good}</testsuite><testsuite name="b" tests="4"/></testsuites>`,
      "fail",
      /suite "b" counts 4 tests and has 0$/,
    ),
    kind(
      ANT,
      "skipped tests that suites count alone",
      `<testsuites>${[1, 2, 3].map(() => `<testsuite tests="2" skipped="1">${good}</testsuite>`).join("")}</testsuites>`,
      "fail",
      "6 tests, 0 failures, 0 errors, 3 skipped (2 may be)",
      2,
    ),
    ...['aborted="1"', 'aborted="true"', 'crashed="2"', 'cancelled="1"'].map((counter) =>
      kind(
        "browser runners",
        `a suite with ${counter}`,
        suite(good, ` ${counter}`),
        "fail",
        new RegExp(`1 errors.*has ${counter}`),
      ),
    ),
    kind(
      "browser runners",
      "a suite with aborted=false",
      suite(good, ' aborted="false"'),
      "pass",
      ALL_WELL,
    ),
    // Skipped in other words.
    kind(
      "GoogleTest 1.17",
      "a disabled test",
      suite(`${good}${test("", ' status="notrun" result="suppressed"')}`, ' disabled="1"'),
      "fail",
      /1 skipped \(0 may be\)$/,
    ),
    kind(
      "GoogleTest 1.17",
      "tests that ran",
      suite(test("", ' status="run" result="completed"'), ' disabled="0"'),
      "pass",
      ALL_WELL,
    ),
    kind(
      "CTest 4",
      "a disabled test",
      suite(`${good}${test("", ' status="disabled"')}`, ' disabled="1"'),
      "fail",
      /1 skipped \(0/,
    ),
    kind(
      "CTest 4",
      "a test that was not run",
      suite(`${good}${test('<skipped message="x"/>', ' status="notrun"')}`),
      "fail",
      /1 skipped \(0/,
    ),
    kind(
      "CTest 4",
      "a test that failed",
      suite(test('<failure message=""/>', ' status="fail"')),
      "fail",
      /1 failures/,
    ),
    kind(
      "TestNG 7",
      "an ignored test",
      suite(`${good}${test("<ignored/>")}`, ' ignored="1"'),
      "fail",
      /1 skipped \(0/,
    ),
    kind(
      "unknown",
      "disabled tests that a suite counts alone",
      suite(good, ' disabled="2"'),
      "fail",
      /2 skipped \(1 may be\)/,
      1,
    ),
    kind(
      "unknown",
      "a test to do by its status",
      suite(`${good}${test("", ' status="todo"')}`),
      "fail",
      /1 skipped \(0/,
    ),
    // Tried again.
    kind(
      "nextest 0.9",
      "a test that passed when it was tried again",
      suite(test('<flakyFailure type="x"/>')),
      "pass",
      /1 flaky$/,
    ),
    kind(
      "surefire",
      "flaky errors",
      suite(test("<flakyError/><flakyFailure/>"), ' flakes="1"'),
      "pass",
      /1 flaky$/,
    ),
    kind(
      "surefire",
      "a test that failed each time",
      suite(test("<failure/><rerunFailure/>"), ' failures="1"'),
      "fail",
      /^1 tests, 1 failures, 0 errors/,
    ),
    kind(
      "surefire",
      "a test of which the reruns alone are reported",
      suite(test("<rerunError/>")),
      "fail",
      /1 errors/,
    ),
    // Datadog's own, by its reporter.
    ...["tests_not_found", "tests_critical_error", "tests_not_authorized"].map((counter) =>
      kind(
        "datadog-ci 5",
        `a run with ${counter}`,
        `<testsuites ${counter}="2" tests_passed="1"><testsuite errors="0" failures="0" skipped="0" tests="1">${good}</testsuite></testsuites>`,
        "fail",
        new RegExp(`1 errors.*has ${counter}="2"$`),
      ),
    ),
    ...["tests_failed", "tests_failed_non_blocking", "tests_timed_out"].map((counter) =>
      kind(
        "datadog-ci 5",
        `a run with ${counter}`,
        `<testsuites ${counter}="1"><testsuite tests="1">${good}</testsuite></testsuites>`,
        "fail",
        /1 failures/,
      ),
    ),
    kind(
      "datadog-ci 5",
      "tests that were skipped",
      `<testsuites tests_skipped="1"><testsuite tests="1">${good}</testsuite></testsuites>`,
      "fail",
      /1 skipped \(0/,
    ),
    kind(
      "datadog-ci 5",
      "what a browser said of a test that passed",
      `<testsuites tests_failed="0"><testsuite tests="1">${test('<browser_error type="js"/><allowed_error/><warning/>', ' steps_errors="1"')}</testsuite></testsuites>`,
      "pass",
      ALL_WELL,
    ),
    kind(
      "datadog-ci 5",
      "a warning that a browser test itself counts",
      `<testsuites tests_failed="0"><testsuite tests="1" warnings="1">${test('<warning type="js" step="1"/>', ' errors="0" failures="0" skipped="0" tests="1" warnings="1"')}</testsuite></testsuites>`,
      "pass",
      ALL_WELL,
    ),
    kind(
      "datadog-ci 5",
      "a test that counts an error, and has none in it",
      `<testsuites tests_passed="1"><testsuite>${test("", ' errors="1" failures="0"')}</testsuite></testsuites>`,
      "fail",
      /1 failures/,
    ),
    // PHPUnit's, before version 10.
    kind(
      "PHPUnit 9.6",
      "a class without a test",
      `<testsuites><testsuite name="CartTest" tests="1" assertions="0" errors="0" warnings="1" failures="0" skipped="0"><testcase name="Warning" assertions="0"><warning type="PHPUnit\\Framework\\Warning">No tests found in class "CartTest".</warning></testcase></testsuite></testsuites>`,
      "fail",
      "1 tests, 0 failures, 0 errors, 1 skipped (0 may be); no test ran",
    ),
    kind(
      "PHPUnit 9.6",
      "warnings that the suite alone counts",
      `<testsuites><testsuite name="CartTest" tests="1" assertions="1" errors="0" warnings="1" failures="0" skipped="0">${good}</testsuite></testsuites>`,
      "fail",
      /1 skipped \(0 may be\)/,
    ),
    // A suite that is called as pytest's, and is not.
    ...[
      ["with fewer counts", '<testsuite name="pytest" tests="92" failures="0">', ""],
      [
        "in no run",
        '<testsuite name="pytest" errors="0" failures="0" skipped="0" tests="92" time="1" timestamp="2026-11-29T07:05:40.659680+00:00" hostname="h">',
        "",
      ],
      [
        "beside another",
        '<testsuites name="pytest tests"><testsuite name="other"><testcase name="t"/></testsuite><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="92" time="1" timestamp="2026-11-29T07:05:40.659680+00:00" hostname="h">',
        "</testsuites>",
      ],
    ].map(([what, open, close]) =>
      kind(
        "another than pytest",
        `12 tests of 92 in a suite of its name, ${what ?? ""}`,
        `${open ?? ""}${good.repeat(12)}</testsuite>${close ?? ""}`,
        "fail",
        /suite "pytest" counts 92 tests and has 12/,
      ),
    ),
    // What writers say of a test in other attributes.
    ...[
      'success="False"',
      'passed="false"',
      'outcome="failed"',
      'state="failed"',
      'error="boom"',
      'failures="1"',
    ].map((attribute) =>
      kind(
        "unknown",
        `a test with ${attribute}`,
        suite(test("", ` ${attribute}`)),
        "fail",
        /1 failures/,
      ),
    ),
    ...['executed="false"', 'disabled="true"'].map((attribute) =>
      kind(
        "NUnit 2",
        `a test with ${attribute}`,
        suite(test("", ` ${attribute}`)),
        "fail",
        /1 skipped/,
      ),
    ),
    kind(
      "NUnit 2",
      "a test that ran well",
      suite(test("", ' executed="True" success="True"')),
      "pass",
      ALL_WELL,
    ),
    kind(
      "unknown",
      "a suite that counts what fails",
      suite(good, ' fails="1"'),
      "fail",
      /1 failures/,
    ),
    // What XML has no place for.
    kind("unknown", "a line end before the declaration", `\n${suite(good)}`, "pass", ALL_WELL),
    kind(
      "a file made longer beforehand",
      "NULs after the root",
      `${suite(good)}\n\0\0\0\n`,
      "pass",
      ALL_WELL,
    ),
    kind(
      "a run cut short",
      "NULs in place of the end",
      suite(good).slice(0, -5) + "\0".repeat(5),
      "fail",
      /is not XML/,
    ),
    kind(
      "node, Playwright",
      "control characters",
      suite(test("<system-out><![CDATA[\u001b[32mgreen\u0000]]></system-out>", ' file="\u001b"')),
      "pass",
      ALL_WELL,
    ),
    kind(
      "libxml",
      "references to control characters",
      suite(test("<system-out>&#27;[32m&#x1b;[0m&#xFFFF;</system-out>")),
      "pass",
      ALL_WELL,
    ),
    kind(
      "a console of Windows",
      "half of a character",
      suite(test("<system-out>\ud83d</system-out>")),
      "pass",
      ALL_WELL,
    ),
    kind(
      "unknown",
      "a control character in a failure",
      suite(test("<failure>\u001b[31m</failure>")),
      "fail",
      /1 failures/,
    ),
    kind(".NET", "a byte order mark", `\uFEFF${suite(good)}`, "pass", ALL_WELL),
    // What is no report.
    kind(
      "a run cut short",
      "what ends too early",
      "<testsuites><testsuite>",
      "fail",
      /is not XML: /,
    ),
    kind("a run cut short", "nothing", "", "fail", /is not XML: /),
    kind(
      "another format",
      "another root",
      "<html/>",
      "fail",
      /is no JUnit report: its root is html$/,
    ),
    kind(
      "unknown",
      "entities of its own",
      '<!DOCTYPE a [<!ENTITY b "c">]><testsuite>&b;</testsuite>',
      "fail",
      /is not XML: /,
    ),
  ]);

  it("may be of any size", () => {
    const report = suite(good.repeat(200_000), ' tests="200000"');
    judgesAtOnce(report, "pass", /^200000 tests, 0 failures/);
  });
});

function judgesAtOnce(report: string, verdict: Kind["verdict"], says: RegExp): void {
  const result = judged("junit", report);
  assert.match(result.says, says);
  assert.equal(result.verdict, verdict);
}
