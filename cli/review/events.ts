import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../userError.ts";
import { changed, withChanged } from "./values.ts";
import { json } from "../json.ts";

/**
 * What is read of a preview's events, and nothing else: an event holds config and every property of a
 * resource, which a comment must not. Of a property that changes, its values are read, but for secrets. Their form is the engine's:
 * https://pkg.go.dev/github.com/pulumi/pulumi/sdk/v3/go/common/apitype#EngineEvent
 */
const properties = z
  .object({
    /** The rollout's. */
    record: z.unknown().optional(),
    /** A weighted record's. */
    weightedRoutingPolicies: z.array(z.object({ weight: z.number() })).optional(),
    /** An alias's. */
    deploymentId: z.string().optional(),
    /** A Vercel project's. */
    name: z.string().optional(),
    /** The monitoring's: the checklist's items that do not apply, each with the reason. */
    notApplicable: z.record(z.string(), z.string()).optional(),
  })
  .catch({});

/** The stack's own outputs: staging's release. */
const outputs = z
  .object({ release: z.object({ version: z.string(), commit: z.string().optional() }).optional() })
  .catch({});

const resource = z.object({ inputs: properties, outputs }).nullish();

const step = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: resource,
  new: resource,
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
  /** The values of what changes, by path. */
  changed: changed.default({}),
});
const metadata = z.preprocess(withChanged, step);

/** The keys of config that are read, beside what is secret: of those it is read that they are. */
const READ = /^[^:]+:(approvers|exemptions|thresholds|plan|app)$/;
const config = z.record(z.string(), z.string()).transform((all) =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([key, value]) => READ.test(key) || value.includes("[secret]"))
      .map(([key, value]) => [key, value.includes("[secret]") ? "[secret]" : value]),
  ),
);

const judged = z.object({
  passed: z.array(z.string()).default([]),
  failed: z.array(z.string()).default([]),
});

const event = z.object({
  timestamp: z.number(),
  /** Config by key, each value in JSON. */
  preludeEvent: z.object({ config }).optional(),
  resourcePreEvent: z.object({ metadata }).optional(),
  resOutputsEvent: z.object({ metadata }).optional(),
  diagnosticEvent: z
    .object({ urn: z.string().optional(), message: z.string(), severity: z.string() })
    .optional(),
  policyEvent: z
    .object({
      resourceUrn: z.string().optional(),
      policyName: z.string(),
      message: z.string(),
      enforcementLevel: z.string(),
    })
    .optional(),
  policyLoadEvent: z.object({}).optional(),
  policyAnalyzeSummaryEvent: judged.optional(),
  policyAnalyzeStackSummaryEvent: judged.optional(),
  summaryEvent: z.object({ isPreview: z.boolean(), result: z.string().optional() }).optional(),
});

/** An event of a preview, with what is read of it. */
export type Event = z.infer<typeof event>;
/** A step of a resource. */
export type Step = z.infer<typeof step>;

/**
 * The events of a preview, one in each line of what
 * `PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json` prints.
 *
 * @throws {UserError} where a line is no event, or none is there
 */
export function readEvents(text: string): Event[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) throw new UserError(`there are no events: ${EXPECTED}`);
  return lines.map((line, index) => {
    const read = event.safeParse(json(line));
    // Never the line itself: it may hold config.
    if (!read.success) throw new UserError(`line ${index + 1} is no event: ${EXPECTED}`);
    return read.data;
  });
}

/** The events in an operation's log, as far as they can be read: none where it has not got one. */
export function eventsOf(eventLog: string): Event[] {
  try {
    return readFileSync(eventLog, "utf8")
      .split("\n")
      .flatMap((line) => event.safeParse(json(line)).data ?? []);
  } catch {
    return [];
  }
}

const EXPECTED =
  "expected what PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json prints";
