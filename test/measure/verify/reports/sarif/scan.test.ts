import { judges } from "../kinds.ts";
import { section, log, rule, described, ran, CLEAN, kind } from "./logs.ts";

describe("a scan by its SARIF log", () => {
  const converted = (invocation: object) => {
    const driver = { name: "converter", notifications: [rule("error", "n1")] };
    return log([], { conversion: { tool: { driver }, invocation } });
  };
  judges("sarif", [
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
