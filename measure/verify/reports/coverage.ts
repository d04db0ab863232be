import { z } from "zod";
import { readJson, ReportError, type Format } from "./reading.ts";

const count = z.int().min(0);
const summary = z.object({
  total: z.object({
    lines: z.object({ total: count, covered: count, pct: z.union([z.number(), z.string()]) }),
  }),
});

/**
 * Istanbul's `coverage-summary.json`: of nyc, c8, Jest and Vitest (`json-summary`). Passes where lines
 * were measured, and enough of them covered. Of nothing the percentage is "Unknown" there, and in older
 * ones and in c8's 100: it is made of the lines here.
 * https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-reports/lib/json-summary/index.js
 * https://github.com/istanbuljs/istanbuljs/blob/main/packages/istanbul-lib-coverage/lib/percent.js
 */
export const COVERAGE: Format = {
  read(text) {
    const { total, covered, pct } = readJson(text, summary, "no coverage summary").total.lines;
    if (total === 0) return { counts: {}, faults: ["measured no line"], culprits: [] };
    const counted = percentOf(covered, total);
    // Writers round it in one way or another.
    if (covered > total || typeof pct === "string" || Math.abs(pct - counted) > 0.5)
      throw new ReportError(
        `is no coverage summary: total.lines.pct is ${pct}, and ${covered} of ${total} lines are ${counted} %`,
      );
    return {
      counts: { lines: total, "lines covered": covered },
      faults: [],
      culprits:
        covered < total
          ? [{ of: "lines covered", message: `${counted} %`, weight: total - covered }]
          : [],
    };
  },
  judge({ lines = 0, "lines covered": covered = 0 }, { coverage: least = 0 }) {
    if (lines === 0) return { observed: "no coverage", refused: ["lines covered"] };
    const percent = percentOf(covered, lines);
    const observed = `${percent} % of lines covered`;
    return percent < least
      ? { observed: `${observed}, and ${least} % must be`, refused: ["lines covered"] }
      : { observed, refused: [] };
  },
};

/** Rounded down to two decimals, as Istanbul does: what is not yet 80 % is not said to be. */
function percentOf(part: number, whole: number): number {
  return Math.floor((10_000 * part) / whole) / 100;
}
