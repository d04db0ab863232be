import { judges } from "../kinds.ts";
import { section, log, rule, described, CLEAN, ERROR, WARNING, kind } from "./logs.ts";

describe("what counts of a SARIF log", () => {
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
  judges("sarif", [
    kind(section("3.14.23"), "no result", log([]), "pass", CLEAN),
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
  ]);
});
