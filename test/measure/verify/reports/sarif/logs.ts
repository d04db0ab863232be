import type { Kind } from "../kinds.ts";

/** The standard, "SARIF 2.1.0 Plus Errata 01", by its sections. */
export const section = (number: string) => `SARIF 2.1.0, ${number}`;

/** A log of one run. */
export const log = (results: unknown, run: object = {}, tool: object = {}) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "scan", ...tool } }, results, ...run }],
});
export const rule = (level: string, id = "r1", more: object = {}) => ({
  id,
  defaultConfiguration: { level },
  ...more,
});
/** A log with rules in the driver and in one extension. */
export const described = (
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
/** A run that came to its end. */
export const ran = (more: object = {}) => ({
  invocations: [{ executionSuccessful: true, ...more }],
});
/** A run that gives a rule another level. */
export const reconfigured = (id: string, level: string) =>
  ran({ ruleConfigurationOverrides: [{ descriptor: { id }, configuration: { level } }] });

export const CLEAN = "0 errors, 0 warnings, 0 suppressed";
export const ERROR = /^1 errors, 0 warnings, 0 suppressed; error of /;
export const WARNING = "0 errors, 1 warnings, 0 suppressed";

/** A kind of log, and what comes of it. */
export const kind = (
  writer: string,
  what: string,
  report: unknown,
  verdict: Kind["verdict"],
  says: Kind["says"],
  limits: Kind["limits"] = {},
): Kind => ({ writer, what, report, limits, verdict, says });
