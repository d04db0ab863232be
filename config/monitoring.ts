import { z } from "zod";
import type { Absences } from "../rollout/parts.ts";
import { absentFlows, checks, unsaidFlows, wholeChecks } from "./checks.ts";
import { atLeast, flag, oneOf, text, whole } from "./kinds.ts";
import { metrics, wholeMetrics } from "./metrics.ts";
import { name, named, tag } from "./names.ts";
import { orNone, partOr, reason, reasonsOf } from "./none.ts";
import { database, redis } from "./sources.ts";
import { worded } from "./words.ts";

/** What is watched, and as what Datadog knows it. */
export const monitoring = z
  .strictObject({
    /** The value of the tag `service`; the Vercel project's name where absent. */
    service: tag("shop").optional(),
    /** The value of the tag `env`; production where absent. */
    env: tag("production").default("production"),
    /** What is measured on: traces, or the logs that Vercel sends; apm where absent. */
    signal: oneOf(["apm", "logs"]).default("apm"),
    /** Whether this program makes Vercel's drain to Datadog; false where absent. */
    drain: flag.default(false),
    /** What Datadog calls the spans of a trace; as OpenTelemetry's are called where absent. */
    operations: z
      .strictObject({
        request: name("http.server.request"),
        database: name("postgresql.query"),
        redis: name("redis.query"),
        thirdParties: orNone(named("http.client.request")).default("http.client.request"),
      })
      .prefault({}),
    metrics: metrics.prefault({}),
    /** Where the numbers of the database come from. */
    database: orNone(database).optional(),
    /** Where the numbers of Redis come from. */
    redis: orNone(redis).optional(),
    checks: checks.optional(),
    /** The least requests of the canary at a stage, for a rise to be judged by them; 100 where absent. */
    minimumRequests: whole(1, 1_000_000, 100).default(100),
    /** Error Tracking, which Datadog sells apart, is in use: true. */
    errorTracking: orNone(
      worded(z.union([z.literal(true), z.literal("true").transform(() => true as const)]), {
        allowed: 'true, or none: "why it is not in use"',
        example: "true",
      }),
    ).optional(),
    /** Requests that must succeed within 30 days, in percent; 99.5 where absent. */
    availability: atLeast(99.5, 100, "percent").default(99.5),
    /** Where the runbook is read; alerts point into it. */
    runbookUrl: orNone(
      text(
        /^https:\/\/[^\s#]+$/,
        "an https:// address without #",
        "https://runbooks.example.com/canary",
      ),
    ).optional(),
    /** Why there is none of the parts that are not here: database, redis, checks, errorTracking, metrics, runbookUrl. */
    none: reason.optional(),
  })
  .prefault({});

type Read = z.output<typeof monitoring>;

const PARTS = ["database", "redis", "checks", "errorTracking", "runbookUrl"] as const;

/** The keys of parts that are left out though nothing says why; `outer` is the reason around the block. */
export function unsaidOfMonitoring(read: Read, outer: string | undefined): string[][] {
  const why = read.none ?? outer;
  const parts = why === undefined ? PARTS.filter((key) => read[key] === undefined) : [];
  const flows = read.checks ? unsaidFlows(read.checks, why) : [];
  return [...parts.map((key) => [key]), ...flows.map((flow) => ["checks", flow])];
}

/** The block with every part there, or the reason why it is not. */
export function wholeMonitoring(read: Read, outer: string | undefined, project: string) {
  const { none: why = outer, ...said } = read;
  return {
    ...said,
    service: said.service ?? project,
    database: partOr(said.database, why),
    redis: partOr(said.redis, why),
    checks: wholeChecks(said.checks, why),
    errorTracking: partOr(said.errorTracking, why),
    runbookUrl: partOr(said.runbookUrl, why),
    metrics: wholeMetrics(said.metrics, why),
  };
}

/** The parts that are absent, each with its reason. */
export function absentOfMonitoring(
  whole: ReturnType<typeof wholeMonitoring>,
  read: Read,
): Absences {
  const { database, redis, checks, errorTracking, runbookUrl: runbook, metrics } = whole;
  const { payments: paymentMetrics, checkouts: checkoutMetrics, ...others } = metrics;
  return {
    ...reasonsOf({ database, redis, checks, errorTracking, runbook, paymentMetrics }),
    ...reasonsOf({ ...others, checkoutMetrics, thirdParties: whole.operations.thirdParties }),
    ...absentFlows(read.checks),
  };
}
