import { z } from "zod";
import { inWords, parseJson, ReportError, type Reading } from "./reading.ts";

const level = z.enum(["none", "note", "warning", "error"]);

const component = z.object({
  rules: z
    .array(
      z.object({
        id: z.string(),
        defaultConfiguration: z.object({ level: level.optional() }).optional(),
      }),
    )
    .optional(),
});

const result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.int().optional(),
  rule: z.object({ id: z.string().optional() }).optional(),
  kind: z.string().default("fail"),
  level: level.optional(),
  suppressions: z.array(z.object({ status: z.string().optional() })).default([]),
});

const run = z.object({
  tool: z.object({ driver: component, extensions: z.array(component).default([]) }),
  invocations: z.array(z.object({ executionSuccessful: z.boolean() })).default([]),
  // Null where the tool did not get as far (3.14.23).
  results: z.array(result).nullish(),
});

const log = z.object({ version: z.literal("2.1.0"), runs: z.array(run).min(1) });
type Run = z.infer<typeof run>;
type Result = z.infer<typeof result>;

/**
 * Read a SARIF log. Passes where each run came to its end with no unsuppressed result of level error.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function readSarif(text: string): Reading {
  const read = log.safeParse(parseJson(text));
  if (!read.success) throw new ReportError("is no SARIF 2.1.0 log");
  const { runs } = read.data;
  const results = runs.flatMap((one) =>
    (one.results ?? []).map((found) => ({
      level: levelOf(found, one),
      hidden: isSuppressed(found),
    })),
  );
  const open = results.filter(({ hidden }) => !hidden);
  const counts = {
    errors: open.filter((one) => one.level === "error").length,
    warnings: open.filter((one) => one.level === "warning").length,
    suppressed: results.length - open.length,
  };
  const broken = runs.some(
    ({ results, invocations }) =>
      results == null || invocations.some(({ executionSuccessful }) => !executionSuccessful),
  );
  const passes = !broken && counts.errors === 0;
  return {
    verdict: passes ? "pass" : "fail",
    seen: `${inWords(counts)}${broken ? "; a run did not come to its end" : ""}`,
    counts,
  };
}

/** Where a result names no level, its rule's counts, else "warning" (3.27.10). */
function levelOf({ kind, level, ...result }: Result, { tool }: Run): z.infer<typeof level> {
  if (level !== undefined) return level;
  if (kind !== "fail") return "none";
  const id = result.ruleId ?? result.rule?.id;
  const rule =
    [tool.driver, ...tool.extensions]
      .flatMap(({ rules }) => rules ?? [])
      .find((one) => one.id === id) ?? tool.driver.rules?.[result.ruleIndex ?? -1];
  return rule?.defaultConfiguration?.level ?? "warning";
}

/** Suppressed by somebody, and nobody has rejected that or still thinks about it (3.27.23). */
function isSuppressed({ suppressions }: Result): boolean {
  return (
    suppressions.length > 0 &&
    suppressions.every(({ status }) => status === undefined || status === "accepted")
  );
}
