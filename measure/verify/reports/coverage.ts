import { z } from "zod";
import { parseJson, ReportError, type Reading } from "./reading.ts";

const summary = z.object({ total: z.object({ lines: z.object({ pct: z.number() }) }) });

/**
 * Read Istanbul's `coverage-summary.json`: of nyc, c8, Jest and Vitest (`json-summary`). A percentage of
 * nothing is the text "Unknown" there, and no number.
 * https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-reports/lib/json-summary/index.js
 *
 * @param least the share of lines that must be covered, in percent
 */
export function readCoverage(text: string, least: number): Reading {
  const read = summary.safeParse(parseJson(text));
  if (!read.success) throw new ReportError("is no coverage summary: total.lines.pct is no number");
  const covered = read.data.total.lines.pct;
  const passes = covered >= least;
  const seen = `${covered} % of lines covered`;
  return {
    verdict: passes ? "pass" : "fail",
    seen: passes ? seen : `${seen}, and ${least} % must be`,
    counts: { "lines covered": covered },
  };
}
