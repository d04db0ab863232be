import { judges } from "./kinds.ts";

const file = (
  errorCount: number,
  fatalErrorCount = 0,
  warningCount = 0,
  messages: unknown[] = [],
) => ({
  filePath: "/shop/a.ts",
  messages,
  suppressedMessages: [],
  errorCount,
  fatalErrorCount,
  warningCount,
});
const ignored = (why: string) =>
  file(0, 0, 1, [{ ruleId: null, fatal: false, severity: 1, message: `File ignored ${why}` }]);
const NINE = "eslint 9 and 10, json";

describe("an ESLint report", () => {
  judges("eslint", [
    {
      writer: NINE,
      what: "no error",
      report: [file(0), file(0, 0, 3)],
      verdict: "pass",
      says: "2 files, 0 errors, 0 fatal, 3 warnings",
    },
    {
      writer: "eslint 9, json-with-metadata",
      what: "no error",
      report: { results: [file(0)], metadata: {} },
      verdict: "pass",
      says: "1 files, 0 errors, 0 fatal, 0 warnings",
    },
    {
      writer: NINE,
      what: "an error",
      report: [file(0), file(1)],
      verdict: "fail",
      says: "2 files, 1 errors, 0 fatal, 0 warnings; 1 in /shop/a.ts",
    },
    {
      writer: NINE,
      what: "a file that cannot be parsed",
      report: [file(1, 1, 0, [{ ruleId: null, fatal: true, severity: 2 }])],
      verdict: "fail",
      says: /1 errors, 1 fatal/,
    },
    {
      writer: "eslint 7",
      what: "what is not said to have nothing fatal",
      report: [{ filePath: "a.ts", messages: [], errorCount: 0, warningCount: 0 }],
      verdict: "fail",
      says: /is no report of ESLint 8 or later: \[0\]\.fatalErrorCount is missing$/,
    },
    {
      writer: "eslint 9 and 10, a file by name that is ignored",
      what: "no file that was linted",
      report: [ignored('because of a matching ignore pattern. Use "--no-ignore"')],
      verdict: "fail",
      says: "0 files, 0 errors, 0 fatal, 1 warnings; linted no file",
    },
    {
      writer: "eslint 9 and 10, a file by name with no config",
      what: "no file that was linted",
      report: [ignored("because no matching configuration was supplied.")],
      verdict: "fail",
      says: /; linted no file$/,
    },
    {
      writer: "eslint 8, a dotfile by name",
      what: "no file that was linted",
      report: [ignored("by default. Use a negated ignore pattern")],
      verdict: "fail",
      says: /; linted no file$/,
    },
    {
      writer: NINE,
      what: "one file of two that is ignored",
      report: [file(0), ignored("because outside of base path.")],
      verdict: "pass",
      says: "1 files, 0 errors, 0 fatal, 1 warnings",
    },
    {
      writer: NINE,
      what: "a warning of a directive, which has no rule either",
      report: [
        file(0, 0, 1, [{ ruleId: null, severity: 1, message: "Unused eslint-disable directive" }]),
      ],
      verdict: "pass",
      says: "1 files, 0 errors, 0 fatal, 1 warnings",
    },
    {
      writer: "unknown",
      what: "a warning that is in the messages alone, where none may be",
      report: [file(0, 0, 0, [{ ruleId: "x", severity: 1 }])],
      limits: { warnings: 0 },
      verdict: "fail",
      says: /1 warnings \(0 may be\)/,
    },
    {
      writer: "unknown",
      what: "an error that is in the messages alone",
      report: [file(0, 0, 0, [{ ruleId: "x", severity: 2 }])],
      verdict: "fail",
      says: /1 errors/,
    },
    {
      writer: NINE,
      what: "warnings, where none may be",
      report: [file(0, 0, 3)],
      limits: { warnings: 2 },
      verdict: "fail",
      says: /3 warnings \(2 may be\)$/,
    },
    { writer: NINE, what: "no file at all", report: [], verdict: "fail", says: /linted no file$/ },
    {
      writer: "typescript-estree",
      what: "a banner before the JSON",
      report: `\nWARNING: You are currently running a version of TypeScript\n[]`,
      verdict: "fail",
      says: /is not JSON: /,
    },
    {
      writer: ".NET",
      what: "a byte order mark",
      report: `\uFEFF${JSON.stringify([file(0)])}`,
      verdict: "pass",
      says: /^1 files/,
    },
    {
      writer: "unknown",
      what: "no counts",
      report: [{ filePath: "a.ts" }],
      verdict: "fail",
      says: /is no report of ESLint 8 or later: \[0\]\.errorCount is missing$/,
    },
    {
      writer: "unknown",
      what: "a severity that ESLint does not have",
      report: [file(0, 0, 0, [{ ruleId: "x", severity: 3 }])],
      verdict: "fail",
      says: /\[0\]\.messages\[0\]\.severity is 3, and must be 2 or less$/,
    },
    {
      writer: "another format",
      what: "no results",
      report: {},
      verdict: "fail",
      says: /is no report of ESLint 8 or later: results is missing$/,
    },
  ]);
});
