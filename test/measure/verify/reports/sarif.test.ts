import { judges, type Kind } from "./kinds.ts";

/** The standard, "SARIF 2.1.0 Plus Errata 01", by its sections. */
const section = (number: string) => `SARIF 2.1.0, ${number}`;

const log = (results: unknown, run: object = {}, tool: object = {}) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "scan", ...tool } }, results, ...run }],
});
const rule = (level: string, id = "r1", more: object = {}) => ({
  id,
  defaultConfiguration: { level },
  ...more,
});
/** A log with rules in the driver and in one extension. */
const described = (
  results: unknown[],
  driver: unknown[],
  extension: unknown[],
  run: object = {},
) => ({
  version: "2.1.0",
  runs: [
    {
      tool: {
        driver: { name: "scan", guid: "AAAA", rules: driver },
        extensions: [{ name: "queries", guid: "BBBB", rules: extension }],
      },
      results,
      ...run,
    },
  ],
});
const ran = (more: object = {}) => ({ invocations: [{ executionSuccessful: true, ...more }] });
const reconfigured = (id: string, level: string) =>
  ran({ ruleConfigurationOverrides: [{ descriptor: { id }, configuration: { level } }] });

const CLEAN = "0 errors, 0 warnings, 0 suppressed";
const ERROR = /^1 errors, 0 warnings, 0 suppressed; error of /;
const WARNING = "0 errors, 1 warnings, 0 suppressed";

const kind = (
  writer: string,
  what: string,
  report: unknown,
  verdict: Kind["verdict"],
  says: Kind["says"],
  limits: Kind["limits"] = {},
): Kind => ({ writer, what, report, limits, verdict, says });

describe("a SARIF log", () => {
  const secret = log(
    [{ ruleId: "aws-access-token", message: { text: "a key" } }],
    {},
    { rules: [{ id: "aws-access-token" }] },
  );
  const severity = (score: unknown, level = "warning") =>
    log(
      [{ ruleId: "r1" }],
      {},
      { rules: [rule(level, "r1", { properties: { "security-severity": score } })] },
    );
  const converted = (invocation: object) => {
    const driver = { name: "converter", notifications: [rule("error", "n1")] };
    return log([], { conversion: { tool: { driver }, invocation } });
  };
  judges("sarif", [
    kind(section("3.14.23"), "no result", log([]), "pass", CLEAN),
    // The level of a result.
    kind(
      section("3.27.10"),
      "an error of its own",
      log([{ level: "error", ruleId: "r" }]),
      "fail",
      "1 errors, 0 warnings, 0 suppressed; error of r",
    ),
    kind(
      section("3.27.10"),
      "no level and no rule, which is a warning",
      log([{ ruleId: "r1" }]),
      "pass",
      WARNING,
    ),
    kind(
      section("3.27.9"),
      "what is said to be well",
      log([{ ruleId: "r1", kind: "pass" }], {}, { rules: [rule("error")] }),
      "pass",
      CLEAN,
    ),
    kind(
      "eslint, @microsoft/eslint-formatter-sarif 3",
      "an error by its rule's id",
      log([{ ruleId: "r1" }], {}, { rules: [rule("error")] }),
      "fail",
      ERROR,
    ),
    kind(
      "Trivy 0.66",
      "an error by its rule's index alone",
      log([{ ruleIndex: 0 }], {}, { rules: [rule("error")] }),
      "fail",
      ERROR,
    ),
    kind(
      section("3.52.5"),
      "an error by an index in the driver",
      described([{ rule: { index: 1 } }], [rule("note", "a"), rule("error", "b")], []),
      "fail",
      ERROR,
    ),
    kind(
      "CodeQL 2",
      "an error by an index in an extension",
      described(
        [{ rule: { index: 0, toolComponent: { index: 0 } } }],
        [rule("note")],
        [rule("error")],
      ),
      "fail",
      ERROR,
    ),
    kind(
      "CodeQL 2",
      "an error by an id in an extension",
      described([{ ruleId: "js/x" }], [], [rule("error", "js/x")]),
      "fail",
      ERROR,
    ),
    kind(
      "CodeQL 2",
      "an error by a component's name",
      described(
        [{ rule: { id: "r1", toolComponent: { name: "queries" } } }],
        [rule("note")],
        [rule("error")],
      ),
      "fail",
      ERROR,
    ),
    kind(
      section("3.54.3"),
      "an error by a component's GUID",
      described(
        [{ rule: { index: 0, toolComponent: { guid: "bbbb" } } }],
        [rule("note")],
        [rule("error")],
      ),
      "fail",
      ERROR,
    ),
    kind(
      section("3.52.6"),
      "an error by its rule's GUID",
      described([{ rule: { guid: "CCCC" } }], [rule("error", "x", { guid: "cccc" })], []),
      "fail",
      ERROR,
    ),
    kind(
      section("3.54"),
      "the rule of the component that is named, and no other",
      described(
        [{ rule: { id: "r1", toolComponent: { index: 0 } } }],
        [rule("error")],
        [rule("note")],
      ),
      "pass",
      /1 others$/,
    ),
    kind(
      section("3.27.5"),
      "an error by a part of its id",
      described([{ ruleId: "CA2101/strings/1" }], [rule("error", "CA2101")], []),
      "fail",
      ERROR,
    ),
    kind(
      section("3.27.5"),
      "an error by an index, with a part more in its id",
      described([{ ruleId: "CA2101/1", ruleIndex: 0 }], [rule("error", "CA2101")], []),
      "fail",
      ERROR,
    ),
    kind(
      section("3.27.5"),
      "the rule that its id says more exactly",
      described([{ ruleId: "a/b" }], [rule("error", "a"), rule("note", "a/b")], []),
      "pass",
      /1 others$/,
    ),
    kind(
      section("3.51"),
      "an error by the run's override of its rule",
      log([{ ruleId: "r1" }], reconfigured("r1", "error"), { rules: [rule("note")] }),
      "fail",
      ERROR,
    ),
    kind(
      section("3.51"),
      "a note by the run's override of its rule",
      log([{ ruleId: "r1" }], reconfigured("r1", "note"), { rules: [rule("error")] }),
      "pass",
      /1 others$/,
    ),
    kind(
      section("3.27.10"),
      "a level of its own above an override",
      log([{ ruleId: "r1", level: "error" }], reconfigured("r1", "note"), {
        rules: [rule("note")],
      }),
      "fail",
      ERROR,
    ),
    kind(
      section("3.51"),
      "an override of another rule",
      log([{ ruleId: "r1" }], reconfigured("r2", "error"), {
        rules: [rule("note"), rule("note", "r2")],
      }),
      "pass",
      /1 others$/,
    ),
    kind(
      section("3.27.29"),
      "an override of the invocation that found it",
      log(
        [{ ruleId: "r1", provenance: { invocationIndex: 1 } }],
        {
          invocations: [
            ...reconfigured("r1", "note").invocations,
            ...reconfigured("r1", "error").invocations,
          ],
        },
        { rules: [rule("note")] },
      ),
      "fail",
      ERROR,
    ),
    kind(
      section("3.51"),
      "the worse of two invocations, where it is not said which found it",
      log(
        [{ ruleId: "r1" }],
        { invocations: [...reconfigured("r1", "note").invocations, ...ran().invocations] },
        { rules: [rule("error")] },
      ),
      "fail",
      ERROR,
    ),
    kind(
      "two tools in one log",
      "an error in the second run",
      { version: "2.1.0", runs: [...log([]).runs, ...log([{ level: "error", ruleId: "r" }]).runs] },
      "fail",
      ERROR,
    ),
    // Severities, as GitHub reads them.
    kind("CodeQL 2", "a warning with a severity of 9.8", severity("9.8"), "fail", ERROR),
    kind("Trivy 0.66", "a note with a severity of 7.0", severity("7.0", "note"), "fail", ERROR),
    kind("Snyk 1", "a severity that is a number", severity(8), "fail", ERROR),
    kind(
      "Snyk 1",
      "a severity of the result",
      log([{ level: "note", ruleId: "r", properties: { "security-severity": "7.5" } }]),
      "fail",
      ERROR,
    ),
    kind("CodeQL 2", "a severity of 6.9", severity("6.9"), "pass", WARNING),
    kind(
      "unknown",
      "a severity that is no number",
      severity("high"),
      "fail",
      /the security-severity of runs\[0\]\.results\[0\] is "high", and must be from 0 to 10/,
    ),
    kind(
      "CodeQL 2",
      "a severity of what is well",
      log(
        [{ ruleId: "r1", kind: "pass" }],
        {},
        { rules: [rule("warning", "r1", { properties: { "security-severity": "9" } })] },
      ),
      "pass",
      CLEAN,
    ),
    // Limits.
    kind("Gitleaks 8", "a secret, with no level", secret, "pass", WARNING),
    kind(
      "Gitleaks 8",
      "a secret, where no warning may be",
      secret,
      "fail",
      /^0 errors, 1 warnings \(0 may be\), 0 suppressed; warning of aws-access-token$/,
      { warnings: 0 },
    ),
    kind(
      "Gitleaks 8",
      "a secret, where nothing may be found",
      secret,
      "fail",
      /1 results \(0 may be\)/,
      { any: 0 },
    ),
    kind(
      section("3.27.10"),
      "a note, where nothing may be found",
      log([{ level: "note", ruleId: "r" }]),
      "fail",
      /1 results \(0 may be\)/,
      { any: 0 },
    ),
    kind(
      section("3.27.9"),
      "what a person must look at, where nothing may be found",
      log([{ kind: "review", ruleId: "r" }]),
      "fail",
      /1 others; 1 results/,
      { any: 0 },
    ),
    kind(
      section("3.27.9"),
      "what does not apply, where nothing may be found",
      log([{ kind: "notApplicable", ruleId: "r" }]),
      "pass",
      CLEAN,
      { any: 0 },
    ),
    kind(
      "limits",
      "as many errors as may be",
      log([{ level: "error", ruleId: "r" }]),
      "pass",
      /^1 errors, 0/,
      { errors: 1 },
    ),
    kind(
      "limits",
      "one error too many",
      log([
        { level: "error", ruleId: "r" },
        { level: "error", ruleId: "r" },
      ]),
      "fail",
      /^2 errors \(1 may be\)/,
      { errors: 1 },
    ),
    // A baseline, and what was suppressed.
    kind(
      section("3.27.24"),
      "an error that was there before",
      log([{ level: "error", ruleId: "r", baselineState: "unchanged" }]),
      "fail",
      ERROR,
    ),
    kind(
      section("3.27.24"),
      "an error that is gone",
      log([{ level: "error", ruleId: "r", baselineState: "absent" }]),
      "pass",
      CLEAN,
    ),
    kind(
      section("3.35"),
      "a suppressed error",
      log([{ level: "error", suppressions: [{ kind: "inSource" }] }]),
      "pass",
      "0 errors, 0 warnings, 1 suppressed",
    ),
    kind(
      section("3.35.3"),
      "an error whose suppression was accepted",
      log([{ level: "error", suppressions: [{ kind: "external", status: "accepted" }] }]),
      "pass",
      /1 suppressed$/,
    ),
    ...["underReview", "rejected"].flatMap((status) =>
      ["status", "state"].map((spelt) =>
        kind(
          section("3.35.3"),
          `an error whose suppression has the ${spelt} ${status}`,
          log([
            { level: "error", ruleId: "r", suppressions: [{ kind: "external", [spelt]: status }] },
          ]),
          "fail",
          ERROR,
        ),
      ),
    ),
    kind(
      section("3.27.23"),
      "an error with one suppression of two rejected",
      log([
        {
          level: "error",
          ruleId: "r",
          suppressions: [{ status: "accepted" }, { status: "rejected" }],
        },
      ]),
      "fail",
      ERROR,
    ),
    kind(
      section("3.27.23"),
      "an error that nobody suppressed",
      log([{ level: "error", ruleId: "r", suppressions: [] }]),
      "fail",
      ERROR,
    ),
    kind(
      "Roslyn",
      "null for what is optional",
      log(
        [{ ruleId: "r1", level: "warning", suppressions: null, rule: null, locations: null }],
        { invocations: null },
        { rules: null },
      ),
      "pass",
      WARNING,
    ),
    // What contradicts itself, or is counted otherwise than one by one.
    ...["pass", "informational", "notApplicable"].map((of) =>
      kind(
        section("3.27.10"),
        `an error of the kind ${of}, which has no level`,
        log([{ ruleId: "r1", kind: of, level: "error" }]),
        "fail",
        new RegExp(`runs\\[0\\]\\.results\\[0\\] is of the kind ${of}, and its level is error$`),
      ),
    ),
    kind(
      "BinSkim 4",
      "what is said to be well, with the level none",
      log([{ ruleId: "r1", kind: "pass", level: "none" }]),
      "pass",
      CLEAN,
    ),
    ...["open", "review"].map((of) =>
      kind(
        section("3.27.9"),
        `a severity of 9.8 of the kind ${of}`,
        log(
          [{ ruleId: "r1", kind: of, level: "none" }],
          {},
          { rules: [rule("note", "r1", { properties: { "security-severity": "9.8" } })] },
        ),
        "fail",
        ERROR,
      ),
    ),
    kind(
      section("3.27.31"),
      "an error that was found five times, where three may be",
      log([{ ruleId: "r1", level: "error", occurrenceCount: 5 }]),
      "fail",
      "5 errors (3 may be), 0 warnings, 0 suppressed; error of r1",
      { errors: 3 },
    ),
    ...(
      [
        [
          "an extension",
          described(
            [{ rule: { index: 0, toolComponent: { index: 0 } } }],
            [],
            [rule("error", "x9")],
          ),
        ],
        ["the driver", described([{ ruleIndex: 0 }], [rule("error", "x9")], [])],
      ] as const
    ).map(([where, report]) =>
      kind(
        "CodeQL 2",
        `an error by an index in ${where}, and names its rule`,
        report,
        "fail",
        "1 errors, 0 warnings, 0 suppressed; error of x9",
      ),
    ),
    // Overrides of rules that the log does not describe, or of parts of them.
    kind(
      section("3.51"),
      "an error by an override of a rule that is not described",
      log([{ ruleId: "r1" }], reconfigured("r1", "error")),
      "fail",
      ERROR,
    ),
    kind(
      section("3.51"),
      "an error by an override of a rule that is not described, and is a part of it",
      log([{ ruleId: "r1/a" }], reconfigured("r1", "error")),
      "fail",
      ERROR,
    ),
    kind(
      section("3.51"),
      "a warning beside an override of another rule that is not described",
      log([{ ruleId: "r1" }], reconfigured("r2", "error")),
      "pass",
      WARNING,
    ),
    kind(
      section("3.51"),
      "an error of another part than the one that is overridden",
      log([{ ruleId: "r1/b" }], reconfigured("r1/a", "note"), { rules: [rule("error")] }),
      "fail",
      ERROR,
    ),
    kind(
      section("3.14.10"),
      "policies, which override rules too",
      log([{ ruleId: "r1" }], { policies: [{ name: "p", rules: [rule("error")] }] }),
      "fail",
      /runs\[0\]\.policies sets levels in place of the rules' own, which is not read here$/,
    ),
    // References that lead nowhere.
    kind(
      section("3.52.6"),
      "a GUID that leads nowhere",
      described([{ rule: { id: "r1", guid: "DDDD" } }], [rule("note")], []),
      "fail",
      /runs\[0\]\.results\[0\] is of DDDD, and there is none$/,
    ),
    kind(
      section("3.52.6"),
      "a GUID and an id of two rules",
      described([{ rule: { id: "b", guid: "CCCC" } }], [rule("note", "a", { guid: "cccc" })], []),
      "fail",
      /is of b, and its GUID leads to a$/,
    ),
    kind(
      section("3.52.4"),
      "an id that its component does not have",
      described([{ rule: { id: "r1", toolComponent: { index: 0 } } }], [rule("note")], []),
      "fail",
      /runs\[0\]\.results\[0\] is of r1, and there is none$/,
    ),
    // A scan that did not go well.
    kind(
      section("3.20.11"),
      "a run that a signal ended, by its number alone",
      log([], ran({ exitSignalNumber: 9 })),
      "fail",
      /a run did not come to its end$/,
    ),
    kind(
      section("3.22"),
      "a conversion that broke off",
      converted({ executionSuccessful: false }),
      "fail",
      /a run did not come to its end$/,
    ),
    kind(
      section("3.22"),
      "a conversion that reports errors of its own",
      converted({
        executionSuccessful: true,
        toolExecutionNotifications: [{ descriptor: { id: "n1" }, message: { text: "boom" } }],
      }),
      "fail",
      /the scan reports 1 errors of its own: boom$/,
    ),
    kind(
      section("3.22"),
      "a conversion that went well",
      converted({ executionSuccessful: true }),
      "pass",
      CLEAN,
    ),
    kind(
      section("3.20.14"),
      "a run that broke off",
      log([], { invocations: [{ executionSuccessful: false }] }),
      "fail",
      /a run did not come to its end$/,
    ),
    kind(
      section("3.20.10"),
      "a run that a signal ended",
      log([], ran({ exitSignalName: "SIGKILL" })),
      "fail",
      /a run did not come to its end$/,
    ),
    kind(
      section("3.14.23"),
      "no results, which is no scan",
      log(undefined),
      "fail",
      /runs\[0\]\.results is missing: no scan$/,
    ),
    kind(section("3.14.23"), "null for results, which is no scan", log(null), "fail", /no scan$/),
    kind(
      "Semgrep 1",
      "errors of its own",
      log(
        [],
        ran({
          toolExecutionNotifications: [{ level: "error", message: { text: "Timeout on cart.js" } }],
        }),
      ),
      "fail",
      `${CLEAN}; the scan reports 1 errors of its own: Timeout on cart.js`,
    ),
    kind(
      section("3.20.22"),
      "errors of its configuration",
      log([], ran({ toolConfigurationNotifications: [{ level: "error" }] })),
      "fail",
      /the scan reports 1 errors of its own/,
    ),
    kind(
      section("3.58.6"),
      "a warning of its own",
      log([], ran({ toolExecutionNotifications: [{ message: { text: "slow" } }] })),
      "pass",
      CLEAN,
    ),
    kind(
      section("3.58.6"),
      "an error of its own by what it describes",
      log([], ran({ toolExecutionNotifications: [{ descriptor: { id: "n1" } }] }), {
        notifications: [rule("error", "n1")],
      }),
      "fail",
      /errors of its own: n1$/,
    ),
    kind(
      section("3.51"),
      "an error of its own by the run's override",
      log(
        [],
        ran({
          toolExecutionNotifications: [{ descriptor: { index: 0 } }],
          notificationConfigurationOverrides: [
            { descriptor: { index: 0 }, configuration: { level: "error" } },
          ],
        }),
        { notifications: [rule("note", "n1")] },
      ),
      "fail",
      /errors of its own/,
    ),
    // What is not here, or not understood.
    kind(
      section("3.15"),
      "results in another file",
      log([], { externalPropertyFileReferences: { results: [{ location: { uri: "r.json" } }] } }),
      "fail",
      /runs\[0\]\.externalPropertyFileReferences says that a part of it is elsewhere$/,
    ),
    kind(
      section("3.13.5"),
      "results outside of its runs",
      { ...log([]), inlineExternalProperties: [{ results: [] }] },
      "fail",
      /elsewhere$/,
    ),
    kind(
      section("3.52.5"),
      "an index that leads nowhere",
      described([{ ruleIndex: 3 }], [], []),
      "fail",
      /runs\[0\]\.results\[0\] is of rules\[3\], and there is none$/,
    ),
    kind(
      section("3.54.4"),
      "a component that is not there",
      described([{ rule: { toolComponent: { index: 4 }, index: 0 } }], [], []),
      "fail",
      /is of extensions\[4\], and there is none$/,
    ),
    kind(
      section("3.52.4"),
      "an index and an id of two rules",
      described([{ ruleId: "b", ruleIndex: 0 }], [rule("note", "a")], []),
      "fail",
      /runs\[0\]\.results\[0\] is of b, and its index leads to a$/,
    ),
    kind(
      "unknown",
      "a level that is not known",
      log([{ level: "fatal" }]),
      "fail",
      /is no SARIF 2\.1\.0 log: runs\[0\]\.results\[0\]\.level is "fatal", and must be "none" or "note" or "warning" or "error"$/,
    ),
    kind(
      "unknown",
      "what is of another type",
      log([{}, { suppressions: "all" }]),
      "fail",
      /runs\[0\]\.results\[1\]\.suppressions is "all", and must be of type array$/,
    ),
    kind(
      "unknown",
      "an invocation that does not say how it went",
      log([], { invocations: [{}] }),
      "fail",
      /runs\[0\]\.invocations\[0\]\.executionSuccessful is missing$/,
    ),
    kind(
      "a tool of before the standard",
      "another version",
      { ...log([]), version: "2.0.0" },
      "fail",
      /version is "2\.0\.0", and must be "2\.1\.0"$/,
    ),
    kind(
      "unknown",
      "no run at all",
      { version: "2.1.0", runs: [] },
      "fail",
      "what it printed is no SARIF 2.1.0 log: runs is [], and must have 1 or more entries",
    ),
    kind(".NET", "a byte order mark", `\uFEFF${JSON.stringify(log([]))}`, "pass", CLEAN),
    kind(
      "a run cut short",
      "what ends too early",
      '{"version":"2.1.0","runs":[',
      "fail",
      /is not JSON: /,
    ),
    kind("a run cut short", "nothing", "", "fail", /is not JSON: it is empty$/),
  ]);
});
