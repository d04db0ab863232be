import { judges } from "./kinds.ts";

const lines = (total: unknown, covered: unknown, pct: unknown) => ({
  total: { lines: { total, covered, skipped: 0, pct } },
});
const limits = { coverage: 80 };
const ISTANBUL = "istanbul-reports 3: nyc, Jest, Vitest";

describe("a coverage summary", () => {
  judges("coverage", [
    {
      writer: ISTANBUL,
      what: "enough lines covered",
      report: lines(10, 8, 80),
      limits,
      verdict: "pass",
      says: "80 % of lines covered",
    },
    {
      writer: ISTANBUL,
      what: "too few",
      report: lines(10_000, 7999, 79.99),
      limits,
      verdict: "fail",
      says: "79.99 % of lines covered, and 80 % must be",
    },
    {
      writer: ISTANBUL,
      what: "nearly enough, which rounds up to it",
      report: lines(100_000, 79_999, 80),
      limits,
      verdict: "fail",
      says: /^79\.99 % of lines/,
    },
    {
      writer: ISTANBUL,
      what: "any, where none must be",
      report: lines(10, 1, 10),
      verdict: "pass",
      says: "10 % of lines covered",
    },
    {
      writer: "istanbul-lib-coverage 3",
      what: "nothing measured, said to be Unknown",
      report: lines(0, 0, "Unknown"),
      limits,
      verdict: "fail",
      says: /measured no line/,
    },
    {
      writer: "c8 10, istanbul-lib-coverage 2",
      what: "nothing measured, said to be 100 %",
      report: lines(0, 0, 100),
      limits,
      verdict: "fail",
      says: /measured no line/,
    },
    {
      writer: "c8 10",
      what: "nothing measured, where nothing must be covered",
      report: lines(0, 0, 100),
      verdict: "fail",
      says: /measured no line/,
    },
    {
      writer: "unknown",
      what: "more covered than there is",
      report: lines(10, 11, 100),
      limits,
      verdict: "fail",
      says: /total\.lines\.pct is 100, and 11 of 10 lines are 110 %$/,
    },
    {
      writer: "unknown",
      what: "a percentage that its lines do not have",
      report: lines(100, 10, 95),
      limits,
      verdict: "fail",
      says: /total\.lines\.pct is 95, and 10 of 100 lines are 10 %$/,
    },
    {
      writer: "unknown",
      what: "a percentage without the counts behind it",
      report: { total: { lines: { pct: 95 } } },
      limits,
      verdict: "fail",
      says: /is no coverage summary: total\.lines\.total is missing$/,
    },
    {
      writer: "unknown",
      what: "a percentage that is none",
      report: lines(10, 8, true),
      limits,
      verdict: "fail",
      says: /total\.lines\.pct is true, and must be of type number, or be of type string$/,
    },
    {
      writer: "unknown",
      what: "less than no line",
      report: lines(10, -1, 0),
      limits,
      verdict: "fail",
      says: /total\.lines\.covered is -1, and must be 0 or more$/,
    },
    {
      writer: ".NET",
      what: "a byte order mark",
      report: `\uFEFF${JSON.stringify(lines(10, 9, 90))}`,
      limits,
      verdict: "pass",
      says: "90 % of lines covered",
    },
    {
      writer: "another format",
      what: "no total",
      report: {},
      verdict: "fail",
      says: /is no coverage summary: total is missing$/,
    },
    {
      writer: "a run cut short",
      what: "what ends too early",
      report: "{",
      verdict: "fail",
      says: /is not JSON/,
    },
  ]);
});
