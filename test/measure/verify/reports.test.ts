import assert from "node:assert/strict";
import { readAudit } from "../../../measure/verify/reports/audit.ts";
import { readCleared } from "../../../measure/verify/reports/cleared.ts";
import { readCoverage } from "../../../measure/verify/reports/coverage.ts";
import { readEslint } from "../../../measure/verify/reports/eslint.ts";
import { readJunit } from "../../../measure/verify/reports/junit.ts";
import { readMigrations } from "../../../measure/verify/reports/migrations.ts";
import { ReportError, type Reading } from "../../../measure/verify/reports/reading.ts";
import { readSarif } from "../../../measure/verify/reports/sarif.ts";

type Case = [says: string, report: unknown, verdict: Reading["verdict"], seen: string];

/** Each case passes or fails, with what was seen. */
function judges(read: (text: string) => Reading, cases: readonly Case[]): void {
  for (const [says, report, verdict, seen] of cases) {
    it(`${verdict === "pass" ? "passes" : "fails"} ${says}`, () => {
      const reading = read(typeof report === "string" ? report : JSON.stringify(report));
      assert.equal(reading.seen, seen);
      assert.equal(reading.verdict, verdict);
    });
  }
}

/** What cannot be read is no pass. */
function refuses(read: (text: string) => Reading, cases: readonly (readonly [unknown, RegExp])[]) {
  for (const [report, words] of cases) {
    const text = typeof report === "string" ? report : JSON.stringify(report);
    it(`refuses ${text.slice(0, 60)}`, () => {
      assert.throws(
        () => read(text),
        (error) => error instanceof ReportError && words.test(error.message),
      );
    });
  }
}

const suite = (inner: string, attributes = "") =>
  `<?xml version="1.0"?><testsuites><testsuite name="a"${attributes}>${inner}</testsuite></testsuites>`;
const good = '<testcase name="adds"/>';

describe("a JUnit report", () => {
  judges(
    (text) => readJunit(text, 0),
    [
      ["with a test", suite(good), "pass", "1 tests, 0 failures, 0 errors, 0 skipped"],
      [
        "whose root is a suite",
        `<testsuite>${good}</testsuite>`,
        "pass",
        "1 tests, 0 failures, 0 errors, 0 skipped",
      ],
      [
        "with suites within suites",
        suite(`${good}<testsuite>${good}${good}</testsuite>`),
        "pass",
        "3 tests, 0 failures, 0 errors, 0 skipped",
      ],
      ["without any test", suite(""), "fail", "0 tests, 0 failures, 0 errors, 0 skipped"],
      [
        "with a failure",
        suite(`${good}<testcase><failure message="1 &lt; 2"><![CDATA[<b>]]></failure></testcase>`),
        "fail",
        "2 tests, 1 failures, 0 errors, 0 skipped",
      ],
      [
        "with an error",
        suite('<testcase><error type="x">no</error></testcase>'),
        "fail",
        "1 tests, 0 failures, 1 errors, 0 skipped",
      ],
      [
        "with a test skipped",
        suite(`${good}<testcase><skipped/></testcase>`),
        "fail",
        "2 tests, 0 failures, 0 errors, 1 skipped (0 may be)",
      ],
      [
        "where a suite says that it failed before its first case",
        suite(good, ' tests="1" failures="2"'),
        "fail",
        "1 tests, 2 failures, 0 errors, 0 skipped",
      ],
      [
        "where a suite says that it broke",
        suite(good, ' errors="1"'),
        "fail",
        "1 tests, 0 failures, 1 errors, 0 skipped",
      ],
    ],
  );
  judges(
    (text) => readJunit(text, 1),
    [
      [
        "with as many skipped as may be",
        suite(`${good}<testcase><skipped/></testcase>`),
        "pass",
        "2 tests, 0 failures, 0 errors, 1 skipped",
      ],
    ],
  );
  refuses(
    (text) => readJunit(text, 0),
    [
      ["<testsuites><testsuite>", /^is not XML: /],
      ["", /^is not XML: /],
      ["<html/>", /^is no JUnit report: its root is html$/],
      ['<!DOCTYPE a [<!ENTITY b "c">]><testsuite>&b;</testsuite>', /^is not XML: /],
    ],
  );
});

const lines = (pct: unknown) => ({ total: { lines: { total: 10, covered: 9, skipped: 0, pct } } });

describe("a coverage summary", () => {
  judges(
    (text) => readCoverage(text, 80),
    [
      ["with enough lines covered", lines(80), "pass", "80 % of lines covered"],
      ["with too few", lines(79.99), "fail", "79.99 % of lines covered, and 80 % must be"],
    ],
  );
  refuses(
    (text) => readCoverage(text, 0),
    [
      [lines("Unknown"), /^is no coverage summary/],
      [{}, /^is no coverage summary/],
      ["{", /^is not JSON$/],
    ],
  );
});

const file = (errorCount: number, fatalErrorCount = 0, warningCount = 0) => ({
  filePath: "a.ts",
  messages: [],
  errorCount,
  fatalErrorCount,
  warningCount,
});

describe("an ESLint report", () => {
  judges(readEslint, [
    ["without errors", [file(0), file(0, 0, 3)], "pass", "2 files, 0 errors, 0 fatal, 3 warnings"],
    [
      "with metadata",
      { results: [file(0)], metadata: {} },
      "pass",
      "1 files, 0 errors, 0 fatal, 0 warnings",
    ],
    ["with an error", [file(0), file(1)], "fail", "2 files, 1 errors, 0 fatal, 0 warnings"],
    [
      "with a file that cannot be parsed",
      [file(0, 1)],
      "fail",
      "1 files, 0 errors, 1 fatal, 0 warnings",
    ],
    ["of no file at all", [], "fail", "0 files, 0 errors, 0 fatal, 0 warnings"],
  ]);
  refuses(readEslint, [
    [[{ filePath: "a.ts" }], /^is no ESLint report$/],
    ["Oops!", /^is not JSON$/],
  ]);
});

const log = (results: unknown, more: object = {}, rules: unknown[] = []) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "scan", rules } }, results, ...more }],
});
const rule = (level: string) => [{ id: "r1", defaultConfiguration: { level } }];

describe("a SARIF log", () => {
  judges(readSarif, [
    ["without results", log([]), "pass", "0 errors, 0 warnings, 0 suppressed"],
    [
      "with a result of no level, which is a warning",
      log([{ ruleId: "r1" }]),
      "pass",
      "0 errors, 1 warnings, 0 suppressed",
    ],
    ["with an error", log([{ level: "error" }]), "fail", "1 errors, 0 warnings, 0 suppressed"],
    [
      "with an error by its rule",
      log([{ ruleId: "r1" }], {}, rule("error")),
      "fail",
      "1 errors, 0 warnings, 0 suppressed",
    ],
    [
      "with an error by its rule's place",
      log([{ ruleIndex: 0 }], {}, rule("error")),
      "fail",
      "1 errors, 0 warnings, 0 suppressed",
    ],
    [
      "with a result that says that all is well",
      log([{ ruleId: "r1", kind: "pass" }], {}, rule("error")),
      "pass",
      "0 errors, 0 warnings, 0 suppressed",
    ],
    [
      "with an error that was suppressed",
      log([{ level: "error", suppressions: [{ kind: "inSource" }] }]),
      "pass",
      "0 errors, 0 warnings, 1 suppressed",
    ],
    [
      "with an error whose suppression was rejected",
      log([{ level: "error", suppressions: [{ status: "accepted" }, { status: "rejected" }] }]),
      "fail",
      "1 errors, 0 warnings, 0 suppressed",
    ],
    [
      "with an error that nobody suppressed",
      log([{ level: "error", suppressions: [] }]),
      "fail",
      "1 errors, 0 warnings, 0 suppressed",
    ],
    [
      "of a run that broke off",
      log([], { invocations: [{ executionSuccessful: false }] }),
      "fail",
      "0 errors, 0 warnings, 0 suppressed; a run did not come to its end",
    ],
    [
      "of a run without results",
      log(null),
      "fail",
      "0 errors, 0 warnings, 0 suppressed; a run did not come to its end",
    ],
  ]);
  refuses(readSarif, [
    [{ version: "2.1.0", runs: [] }, /^is no SARIF 2.1.0 log$/],
    [{ ...log([]), version: "2.0.0" }, /^is no SARIF 2.1.0 log$/],
    [log([{ level: "fatal" }]), /^is no SARIF 2.1.0 log$/],
  ]);
});

const audit = (over: object) => ({
  auditReportVersion: 2,
  metadata: {
    vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0, ...over },
  },
});

describe("an npm audit", () => {
  judges(readAudit, [
    [
      "with nothing worse than moderate",
      audit({ moderate: 4 }),
      "pass",
      "0 critical, 0 high, 4 moderate, 0 low",
    ],
    ["with a high one", audit({ high: 1 }), "fail", "0 critical, 1 high, 0 moderate, 0 low"],
    [
      "with a critical one",
      audit({ critical: 1 }),
      "fail",
      "1 critical, 0 high, 0 moderate, 0 low",
    ],
  ]);
  refuses(readAudit, [
    [
      { error: { code: "ENOLOCK", summary: "This command requires an existing lockfile." } },
      /^is no npm audit/,
    ],
  ]);
});

describe("the status of migrations", () => {
  judges(readMigrations, [
    [
      "with none pending",
      { pending: 0, backwardCompatible: true },
      "pass",
      "0 pending, backward compatible",
    ],
    [
      "with one pending",
      { pending: 1, backwardCompatible: true },
      "fail",
      "1 pending, backward compatible",
    ],
    [
      "that the release before cannot go on with",
      { pending: 0, backwardCompatible: false },
      "fail",
      "0 pending, not backward compatible",
    ],
  ]);
  refuses(readMigrations, [
    [{ pending: 0 }, /must be JSON such as/],
    [{ pending: "0", backwardCompatible: true }, /must be JSON such as/],
  ]);
});

describe("a cleared cache", () => {
  judges(readCleared, [
    ["with no key left", { before: 812, after: 0 }, "pass", "812 keys before, 0 keys after"],
    ["with a key left", { after: 1 }, "fail", "1 keys after"],
  ]);
  refuses(readCleared, [[{ before: 3 }, /must be JSON such as/]]);
});
