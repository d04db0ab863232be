import type { RolloutRecord } from "../rollout/record.ts";
import { isRelease } from "../rollout/release.ts";
import { askAccount, askMonitors } from "./datadog/askMonitors.ts";
import { openDatadog } from "./datadog/client.ts";
import type { JudgedMonitor } from "./datadog/judgeMonitor.ts";
import { readSeries } from "./datadog/series.ts";
import { subjectOf } from "./datadog/subject.ts";
import {
  queryOf,
  trafficPoints,
  trafficQueries,
  type TrafficPoint,
} from "./datadog/trafficPoints.ts";
import { transport } from "./datadog/transport.ts";
import type { DatadogGateOptions } from "./datadog.ts";
import type { ExpectedMonitor } from "./expected.ts";
import { within, type Answer, type Limit } from "./limit.ts";

/** A monitor as the gate judges it, and how it was expected. */
export interface ObservedMonitor extends JudgedMonitor {
  readonly expected: ExpectedMonitor | undefined;
}

/** What Datadog says of a rollout, for people to read. */
export interface Observation {
  /** All monitors of the stack, whatever the next step requires of them. */
  readonly monitors: Answer<readonly ObservedMonitor[]>;
  /** Both releases' traffic of the last half hour. */
  readonly traffic: Answer<readonly TrafficPoint[]>;
}

/** How far into the past traffic is read, in seconds. */
const SPAN = 1800;

/** Query Datadog as the gate does, with no verdict made of it. Never rejects, and ends within its limit. */
export function observe(options: DatadogGateOptions, record: RolloutRecord): Promise<Observation> {
  const now = Math.floor(Date.parse(options.now()) / 1000);
  return within(options.limitSeconds ?? 30, async (limit) => {
    const [monitors, traffic] = await Promise.all([
      askMonitors(options, subjectOf(options, record, now), limit),
      readTraffic(options, record, now, limit),
    ]);
    if (!monitors.ok) return { monitors, traffic };
    const expected = new Map(options.expected.map((one) => [one.key, one]));
    const value = monitors.value.map((one) => ({
      ...one,
      expected: expected.get(one.measurement.key ?? ""),
    }));
    return { monitors: { ok: true, value }, traffic };
  });
}

async function readTraffic(
  options: DatadogGateOptions,
  { stable, canary }: RolloutRecord,
  now: number,
  limit: Limit,
): Promise<Answer<readonly TrafficPoint[]>> {
  const queries = trafficQueries(options.expected);
  if (!queries) return { ok: false, failed: "no declared monitor measures traffic by release" };
  const tag = (release: typeof stable) => `version:${options.version(release)}`;
  const tags = {
    stable: tag(stable),
    canary: isRelease(canary, stable) ? undefined : tag(canary),
  };
  return askAccount(options, limit, async () => {
    const datadog = openDatadog(options, transport(limit));
    const answer = await datadog.query(queryOf(queries), now - SPAN, now);
    return trafficPoints(readSeries(answer, true), queries, tags, now);
  });
}
