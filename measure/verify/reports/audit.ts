import { z } from "zod";
import {
  inShort,
  describeCounts,
  parseJson,
  readJson,
  refusing,
  ReportError,
  type Format,
} from "./reading.ts";

const SEVERITIES = ["critical", "high", "moderate", "low", "info"] as const;
const count = z.int().min(0);
const result = z.record(z.string(), z.object({ severity: z.enum(SEVERITIES) })).default({});
const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ critical: count, high: count, moderate: count, low: count }),
    /** Before version 7, and in pnpm, a number. */
    dependencies: z.union([count, z.object({ total: count.optional() })]).optional(),
  }),
  /** By package. */
  vulnerabilities: result,
  /** By advisory, before version 7 and in pnpm. */
  advisories: result,
});
const failed = z.object({
  error: z.object({ code: z.string().optional(), summary: z.string().optional() }),
});

/**
 * What `npm audit --json` prints, and `pnpm audit --json`. Passes where packages were audited, and none has
 * a high or a critical vulnerability, by the totals or by the list beside them. Where the registry gave
 * no answer it holds an error, and no numbers.
 * https://docs.npmjs.com/cli/v11/commands/npm-audit,
 * https://github.com/npm/cli/blob/latest/workspaces/arborist/lib/audit-report.js
 */
export const AUDIT: Format = {
  read(text) {
    const { data } = failed.safeParse(parseJson(text));
    if (data)
      throw new ReportError(
        `is an audit that failed: ${inShort([data.error.code, data.error.summary].filter(Boolean).join(" "))}`,
      );
    const { metadata, vulnerabilities, advisories } = readJson(text, report, "no npm audit");
    const listed = [...Object.values(vulnerabilities), ...Object.values(advisories)];
    const worse = (severity: keyof typeof metadata.vulnerabilities) =>
      Math.max(
        metadata.vulnerabilities[severity],
        listed.filter((one) => one.severity === severity).length,
      );
    const [critical, high] = [worse("critical"), worse("high")];
    const { dependencies } = metadata;
    const none = typeof dependencies === "object" && dependencies.total === 0;
    return {
      counts: { critical, high, moderate: worse("moderate"), low: worse("low") },
      faults: none ? ["audited no dependency: is this the app's folder?"] : [],
      culprits:
        critical + high > 0
          ? [{ of: "high", message: `${critical} critical, ${high} high`, weight: critical + high }]
          : [],
    };
  },
  judge(sum) {
    const { critical = 0, high = 0 } = sum;
    return { observed: describeCounts(sum), refused: refusing({ high: critical + high > 0 }) };
  },
};
