import { judges } from "./kinds.ts";

const audit = (over: object) => ({
  auditReportVersion: 2,
  metadata: {
    vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0, ...over },
  },
});

const audited = (dependencies: unknown) => ({
  ...audit({}),
  vulnerabilities: {},
  metadata: { ...audit({}).metadata, dependencies },
});

describe("an npm audit", () => {
  judges("audit", [
    {
      writer: "npm 11",
      what: "nothing worse than moderate",
      report: audit({ moderate: 4 }),
      verdict: "pass",
      says: "0 critical, 0 high, 4 moderate, 0 low",
    },
    {
      writer: "npm 11",
      what: "a high one",
      report: audit({ high: 1 }),
      verdict: "fail",
      says: /^0 critical, 1 high/,
    },
    {
      writer: "npm 6, pnpm 10",
      what: "a critical one",
      report: audit({ critical: 1 }),
      verdict: "fail",
      says: /^1 critical, 0 high/,
    },
    {
      writer: "npm 11",
      what: "a critical one that its totals do not have",
      report: { ...audit({}), vulnerabilities: { tar: { name: "tar", severity: "critical" } } },
      verdict: "fail",
      says: /^1 critical, 0 high/,
    },
    {
      writer: "npm 6, pnpm 10",
      what: "a high advisory that its totals do not have",
      report: { ...audit({}), advisories: { "1065": { id: 1065, severity: "high" } } },
      verdict: "fail",
      says: /^0 critical, 1 high/,
    },
    {
      writer: "npm 6",
      what: "more in its totals, which count every path to a package",
      report: { ...audit({ low: 3 }), advisories: { "1065": { id: 1065, severity: "low" } } },
      verdict: "pass",
      says: /3 low$/,
    },
    {
      writer: "unknown",
      what: "a severity that is not known",
      report: { ...audit({}), vulnerabilities: { tar: { severity: "severe" } } },
      verdict: "fail",
      says: /vulnerabilities\.tar\.severity is "severe", and must be "critical" or /,
    },
    {
      writer: "npm 11, in a folder without dependencies",
      what: "nothing that was audited",
      report: audited({ prod: 1, dev: 0, optional: 0, peer: 0, peerOptional: 0, total: 0 }),
      verdict: "fail",
      says: /; audited no dependency: is this the app's folder\?$/,
    },
    {
      writer: "npm 11",
      what: "ten dependencies",
      report: audited({ prod: 1, dev: 10, optional: 0, peer: 0, peerOptional: 0, total: 10 }),
      verdict: "pass",
      says: "0 critical, 0 high, 0 moderate, 0 low",
    },
    {
      writer: "pnpm 10",
      what: "ten dependencies, as a number",
      report: audited(10),
      verdict: "pass",
      says: "0 critical, 0 high, 0 moderate, 0 low",
    },
    {
      writer: "npm 11",
      what: "a registry that could not be queried",
      report: {
        error: { code: "ENOLOCK", summary: "This command requires an existing lockfile." },
      },
      verdict: "fail",
      says: /is an audit that failed: ENOLOCK This command/,
    },
    {
      writer: "npm 10",
      what: "an error without words",
      report: { message: "request failed", error: {} },
      verdict: "fail",
      says: /is an audit that failed/,
    },
    {
      writer: "unknown",
      what: "no numbers",
      report: { metadata: {} },
      verdict: "fail",
      says: /is no npm audit: metadata\.vulnerabilities is missing$/,
    },
    {
      writer: "yarn 1",
      what: "a line of JSON for each",
      report: '{"type":"auditSummary"}\n{"type":"info"}',
      verdict: "fail",
      says: /is not JSON/,
    },
    {
      writer: "PowerShell 7",
      what: "a byte order mark",
      report: `\uFEFF${JSON.stringify(audit({}))}`,
      verdict: "pass",
      says: /^0 critical/,
    },
  ]);
});

describe("the status of migrations", () => {
  const writer = "the team's own";
  judges("migrations", [
    {
      writer,
      what: "none pending",
      report: { pending: 0, backwardCompatible: true },
      verdict: "pass",
      says: "0 pending, backward compatible",
    },
    {
      writer,
      what: "one pending",
      report: { pending: 1, backwardCompatible: true },
      verdict: "fail",
      says: /^1 pending, backward compatible/,
    },
    {
      writer,
      what: "what the release before cannot go on with",
      report: { pending: 0, backwardCompatible: false },
      verdict: "fail",
      says: /^0 pending, not backward compatible/,
    },
    {
      writer,
      what: "no word on that",
      report: { pending: 0 },
      verdict: "fail",
      says: /is no status such as .*: backwardCompatible is missing$/,
    },
    {
      writer,
      what: "null for it",
      report: { pending: 0, backwardCompatible: null },
      verdict: "fail",
      says: /backwardCompatible is missing$/,
    },
    {
      writer,
      what: "a number in quotes",
      report: { pending: "0", backwardCompatible: true },
      verdict: "fail",
      says: /pending is "0", and must be of type number$/,
    },
  ]);
});

describe("a cleared cache", () => {
  const writer = "the team's own";
  judges("cleared", [
    {
      writer,
      what: "no key left",
      report: { before: 812, after: 0 },
      verdict: "pass",
      says: "812 keys before, 0 keys after",
    },
    {
      writer,
      what: "no key left, of how many is not known",
      report: { before: null, after: 0 },
      verdict: "pass",
      says: "0 keys after",
    },
    { writer, what: "a key left", report: { after: 1 }, verdict: "fail", says: /^1 keys after/ },
    {
      writer,
      what: "no word on it",
      report: { before: 3 },
      verdict: "fail",
      says: /is no count such as .*: after is missing$/,
    },
  ]);
});
