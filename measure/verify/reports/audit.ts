import { z } from "zod";
import { inShort, inWords, parseJson, readJson, ReportError, type Format } from "./reading.ts";

const count = z.int().min(0);
const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ critical: count, high: count, moderate: count, low: count }),
  }),
});
const failed = z.object({
  error: z.object({ code: z.string().optional(), summary: z.string().optional() }),
});

/**
 * What `npm audit --json` prints. Passes with no high and no critical vulnerability. Where the registry
 * could not be asked it holds an error, and no numbers.
 * https://docs.npmjs.com/cli/v11/commands/npm-audit
 */
export const AUDIT: Format = {
  read(text) {
    const { data } = failed.safeParse(parseJson(text));
    if (data)
      throw new ReportError(
        `is an audit that failed: ${inShort([data.error.code, data.error.summary].filter(Boolean).join(" "))}`,
      );
    const { critical, high, moderate, low } = readJson(text, report, "no npm audit").metadata
      .vulnerabilities;
    const culprits = critical + high > 0 ? [`${critical} critical, ${high} high`] : [];
    return { counts: { critical, high, moderate, low }, faults: [], culprits };
  },
  judge(sum) {
    const { critical = 0, high = 0 } = sum;
    return { seen: inWords(sum), refused: critical + high > 0 };
  },
};
