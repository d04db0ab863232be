import { z } from "zod";
import type { Absences } from "../rollout/parts.ts";
import { absentFlows, checks, unsaidFlows, wholeChecks } from "./checks.ts";
import { atLeast, flag, oneOf, text, whole } from "./kinds.ts";
import { metrics, wholeMetrics } from "./metrics.ts";
import { name, named, tag } from "./names.ts";
import { orNone, partOr, reason, reasonsOf } from "./none.ts";
import { database, redis } from "./sources.ts";
import { worded } from "./messages.ts";

/** What is monitored, and its names at Datadog. */
export const monitoring = z
  .strictObject({
    /** The value of the tag `service`; the Vercel project's name where absent. */
    service: tag("shop").optional(),
    /** The value of the tag `env`; production where absent. */
    env: tag("production").default("production"),
    /**
     * What requests are measured by: traces (apm), or the lines of JSON that the app logs (logs); apm
     * where absent.
     */
    signal: oneOf(["apm", "logs"]).default("apm"),
    /** Whether Vercel's drain to Datadog is made here, which needs Vercel's Pro plan; false where absent. */
    drain: flag.default(false),
    /** What Datadog calls the spans of a trace; OpenTelemetry's names where absent. */
    operations: z
      .strictObject({
        /** The span of a request that a visitor makes. */
        request: name("http.server.request"),
        /** The span of a database query. */
        database: name("postgresql.query"),
        /** The span of a Redis command. */
        redis: name("redis.query"),
        /** The span of a call to a third party. */
        thirdParties: orNone(named("http.client.request")).default("http.client.request"),
      })
      .prefault({}),
    /** What Datadog calls the metrics that the app sends; usual names where absent. */
    metrics: metrics.prefault({}),
    /** Where the numbers of the database come from. */
    database: orNone(database).optional(),
    /** Where the numbers of Redis come from. */
    redis: orNone(redis).optional(),
    /**
     * Datadog's synthetic tests: what a user does, from outside. Datadog bills them by run (docs/costs.md).
     * Where one flow is there, each of the others is too, or has a reason.
     */
    checks: checks.optional(),
    /** How many requests the canary must have had at a stage before the next one; 100 where absent. */
    minimumRequests: whole(1, 1_000_000, 100).default(100),
    /** That Datadog's Error Tracking, which it sells apart, is in use. */
    errorTracking: orNone(
      worded(z.union([z.literal(true), z.literal("true").transform(() => true as const)]), {
        allowed: 'true, or none: "why it is not in use"',
        example: "true",
      }),
    ).optional(),
    /** The objective: requests that must succeed within 30 days, in percent; 99.5 where absent. */
    availability: atLeast(99.5, 100, "percent").default(99.5),
    /** The runbook's address; each alert links its part. */
    runbookUrl: orNone(
      text(
        /^https:\/\/[^\s#]+$/,
        "an https:// address without #",
        "https://runbooks.example.com/canary",
      ),
    ).optional(),
    /**
     * Why there is none of the parts that are not here: database, redis, checks, errorTracking, metrics,
     * runbookUrl.
     */
    none: reason.optional(),
  })
  .prefault({});

type Read = z.output<typeof monitoring>;

/** The keys of the parts that have no default. */
export const WATCHED = ["database", "redis", "checks", "errorTracking", "runbookUrl"] as const;

/** The keys of parts that are left out though nothing says why; `outer` is the reason around the block. */
export function unsaidOfMonitoring(read: Read, outer: string | undefined): string[][] {
  const why = read.none ?? outer;
  const parts = why === undefined ? WATCHED.filter((key) => read[key] === undefined) : [];
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
