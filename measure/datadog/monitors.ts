import { z } from "zod";
import { readQuery } from "./query.ts";

// What is read of a monitor, field by field as in
// https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors. Timestamps are Unix seconds,
// and 0 or null where it never happened.

const timestamp = z.number().min(0).max(1e11).nullish();

const group = z
  .object({
    /** `OK`, `Warn`, `Alert`, `No Data`, `Ignored`, `Skipped` or `Unknown`. */
    status: z.string(),
    last_triggered_ts: timestamp,
    last_resolved_ts: timestamp,
    /** Datadog sends it as well, and its documentation does not list it. */
    triggering_value: z.object({ value: z.number() }).optional().catch(undefined),
  })
  .transform((read) => ({
    status: read.status,
    lastTriggeredTs: read.last_triggered_ts,
    lastResolvedTs: read.last_resolved_ts,
    /** The value that triggered. */
    triggering: read.triggering_value?.value,
  }));

const options = z
  .object({
    thresholds: z
      .object({ critical: z.number().nullish(), warning: z.number().nullish() })
      .nullish(),
    evaluation_delay: z.number().nullish(),
    new_group_delay: z.number().nullish(),
    on_missing_data: z.string().nullish(),
    require_full_window: z.boolean().nullish(),
    /** Mutes of the old kind: a scope, and until when (null: for ever). */
    silenced: z.record(z.string(), z.number().nullable()).nullish(),
  })
  .transform((read) => ({
    ...{ thresholds: read.thresholds, silenced: read.silenced },
    evaluationDelay: read.evaluation_delay,
    newGroupDelay: read.new_group_delay,
    onMissingData: read.on_missing_data,
    requireFullWindow: read.require_full_window,
  }));

const monitor = z
  .object({
    id: z.number(),
    type: z.string().nullish(),
    query: z.string(),
    tags: z.array(z.string()),
    /** When it was deleted; a monitor that is there has none. */
    deleted: z.unknown().optional(),
    /** `draft` or `published`. */
    draft_status: z.string().nullish(),
    overall_state: z.string().nullish(),
    state: z.object({ groups: z.record(z.string(), group).nullish() }).nullish(),
    options: options.nullish(),
    /** Downtimes in force. */
    matching_downtimes: z
      .array(z.object({ start: z.number().nullish(), end: z.number().nullish() }))
      .nullish(),
  })
  .transform(({ draft_status, overall_state, matching_downtimes, ...read }) => ({
    ...read,
    draftStatus: draft_status,
    overallState: overall_state,
    matchingDowntimes: matching_downtimes,
  }));

/** A monitor's answer. */
export type Monitor = z.infer<typeof monitor>;

/** The state of a monitor's group; that of a monitor without groups is called `*`. */
export interface Group extends Partial<z.infer<typeof group>> {
  readonly name: string;
  readonly status: string;
}

/** Read the answer to the list of monitors. Throws (`ZodError`) where it is malformed. */
export function readMonitors(answer: unknown): readonly Monitor[] {
  return z.array(monitor).parse(answer);
}

/**
 * The groups of a monitor that speak of a release, by its tag; all of them where no tag is given, or
 * where the monitor is not broken down by version. None where the release has sent it nothing.
 */
export function groupsOf(monitor: Monitor, tag: string | undefined): readonly Group[] {
  const groups = Object.entries(monitor.state?.groups ?? {}).map(([name, group]) => ({
    name,
    ...group,
  }));
  const whole = wholeOf(monitor, groups);
  if (tag !== undefined && isByVersion(monitor)) {
    return [...groups.filter(({ name }) => name.split(",").includes(tag)), ...whole];
  }
  return [...groups, ...whole];
}

/**
 * The state of a monitor as a whole, where none of its groups explains it. That it is well says
 * nothing of a group that is not there.
 */
function wholeOf({ overallState, query }: Monitor, groups: readonly Group[]): readonly Group[] {
  if (overallState == null || groups.some(({ status }) => status === overallState)) return [];
  const grouped = readQuery(query).by.includes("version") || groups.length > 0;
  return grouped && overallState === "OK" ? [] : [{ name: "*", status: overallState }];
}

/** Whether a monitor has a state for each release. */
export function isByVersion({ query }: Monitor): boolean {
  return readQuery(query).by.includes("version");
}

/** Until when a monitor is muted (Unix seconds), `Infinity` if for ever; undefined where it is not. */
export function mutedUntil(monitor: Monitor, now: number): number | undefined {
  const silenced = Object.values(monitor.options?.silenced ?? {}).map((end) => ({ start: 0, end }));
  const ends = [...silenced, ...(monitor.matchingDowntimes ?? [])]
    .filter(({ start }) => (start ?? 0) <= now)
    // 0 is no end either.
    .map(({ end }) => end || Infinity)
    .filter((end) => end > now);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
