import { z } from "zod";
import { inShort, describeCounts, parseJson, readJson, refusing } from "./reading.ts";
import type { Culprit, Format } from "./reading.ts";

const count = z.int().min(0);
const message = z.object({
  ruleId: z.string().optional(),
  fatal: z.boolean().optional(),
  severity: z.int().min(0).max(2),
  message: z.string().default(""),
});
type Message = z.infer<typeof message>;
const results = z.array(
  z.object({
    filePath: z.string().default("a file"),
    errorCount: count,
    fatalErrorCount: count,
    warningCount: count,
    messages: z.array(message).default([]),
  }),
);
const withMetadata = z.object({ results });

/**
 * What `eslint --format json` writes, and `json-with-metadata`. Passes where a file was linted and none
 * has an error. ESLint counts what is fatal among the errors, since version 8 apart too: without that
 * count, a report is not taken for ESLint's.
 * https://eslint.org/docs/latest/use/formatters/#json,
 * https://eslint.org/docs/latest/integrate/nodejs-api#-lintresult-type
 */
export const ESLINT: Format = {
  read(text) {
    const files = Array.isArray(parseJson(text))
      ? readJson(text, results, "no report of ESLint 8 or later")
      : readJson(text, withMetadata, "no report of ESLint 8 or later").results;
    const linted = files.filter(({ messages }) => !messages.some(isOfIgnored)).length;
    const counts = { files: linted, errors: 0, fatal: 0, warnings: 0 };
    const culprits: Culprit[] = [];
    for (const { filePath, errorCount, fatalErrorCount, warningCount, messages } of files) {
      const said = messages.filter(({ severity, fatal }) => severity === 2 || fatal).length;
      const warned = messages.filter(({ severity, fatal }) => severity === 1 && !fatal).length;
      const fatal = messages.filter((message) => message.fatal).length;
      const errors = Math.max(errorCount, said, fatalErrorCount);
      counts.errors += errors;
      counts.fatal += Math.max(fatalErrorCount, fatal);
      counts.warnings += Math.max(warningCount, warned);
      if (errors > 0)
        culprits.push({
          of: "errors",
          message: `${errors} in ${inShort(filePath)}`,
          weight: errors,
        });
    }
    const { warnings } = counts;
    if (warnings > 0)
      culprits.push({ of: "warnings", message: `${warnings} warnings`, weight: warnings });
    return { counts, faults: linted === 0 ? ["linted no file"] : [], culprits };
  },
  judge(sum, { warnings: most = Infinity }) {
    const { errors = 0, warnings = 0 } = sum;
    return {
      observed: describeCounts(sum, { warnings: most }),
      refused: refusing({ errors: errors > 0, warnings: warnings > most }),
    };
  },
};

/**
 * What ESLint says of a file that it was given by name and did not lint; that is a warning of no rule.
 * https://github.com/eslint/eslint/blob/main/lib/eslint/eslint-helpers.js (createIgnoreResult)
 */
function isOfIgnored({ ruleId, severity, message }: Message): boolean {
  return ruleId === undefined && severity === 1 && /^File ignored\b/.test(message);
}
