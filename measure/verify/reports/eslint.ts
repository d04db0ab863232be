import { z } from "zod";
import { inWords, parseJson, ReportError, type Reading } from "./reading.ts";

const count = z.int().min(0);
const results = z.array(
  z.object({ errorCount: count, fatalErrorCount: count.default(0), warningCount: count }),
);
// With the formatter json-with-metadata they are within a block.
const report = z.union([results, z.object({ results }).transform((read) => read.results)]);

/**
 * Read what `eslint --format json` writes. Passes where a file was linted and none has an error.
 * https://eslint.org/docs/latest/use/formatters/#json,
 * https://eslint.org/docs/latest/integrate/nodejs-api#-lintresult-type
 */
export function readEslint(text: string): Reading {
  const read = report.safeParse(parseJson(text));
  if (!read.success) throw new ReportError("is no ESLint report");
  const sum = (key: "errorCount" | "fatalErrorCount" | "warningCount") =>
    read.data.reduce((total, file) => total + file[key], 0);
  const counts = {
    files: read.data.length,
    errors: sum("errorCount"),
    fatal: sum("fatalErrorCount"),
    warnings: sum("warningCount"),
  };
  const passes = counts.files > 0 && counts.errors === 0 && counts.fatal === 0;
  return { verdict: passes ? "pass" : "fail", seen: inWords(counts), counts };
}
