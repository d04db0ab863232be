import { z } from "zod";
import { inWords, parseJson, ReportError, type Reading } from "./reading.ts";

const count = z.int().min(0);
const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ low: count, moderate: count, high: count, critical: count }),
  }),
});

/**
 * Read what `npm audit --json` prints. Passes with no high and no critical vulnerability. Where the
 * registry could not be asked it holds an error, and no numbers.
 * https://docs.npmjs.com/cli/v11/commands/npm-audit
 */
export function readAudit(text: string): Reading {
  const read = report.safeParse(parseJson(text));
  if (!read.success) throw new ReportError("is no npm audit: it has no metadata.vulnerabilities");
  const { low, moderate, high, critical } = read.data.metadata.vulnerabilities;
  const counts = { critical, high, moderate, low };
  const passes = critical === 0 && high === 0;
  return { verdict: passes ? "pass" : "fail", seen: inWords(counts), counts };
}
