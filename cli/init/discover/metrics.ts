import { USUAL } from "../../../config/metrics.ts";
import { presetOf } from "../../../rollout/sources.ts";
import { DATABASES } from "../../../rollout/sources/databases.ts";
import { REDIS } from "../../../rollout/sources/redis.ts";
import type { SourceAnswer } from "../answers.ts";

/** The app's metrics that have data, under the keys that config has for them; undefined where there are none. */
export function appMetrics(
  active: ReadonlySet<string>,
): Readonly<Record<string, unknown>> | undefined {
  const sent = Object.entries(USUAL).filter(([, named]) =>
    (typeof named === "string" ? [named] : Object.values(named)).every((name) => active.has(name)),
  );
  return sent.length === 0 ? undefined : Object.fromEntries(sent);
}

/** A source whose metrics have data. */
export interface SentSource {
  readonly source: keyof typeof DATABASES | keyof typeof REDIS;
  /** The metric of its connections. */
  readonly metric: string;
}

/** The databases, or the Redis services, that send metrics. */
export function sourcesIn(
  active: ReadonlySet<string>,
  kind: "database" | "redis",
): readonly SentSource[] {
  const sources = Object.keys(kind === "database" ? DATABASES : REDIS) as SentSource["source"][];
  return sources.flatMap((source) => {
    const { metric } = presetOf(source).connections;
    return active.has(metric) ? [{ source, metric }] : [];
  });
}

/**
 * What config says of a source, by the tags of its metric: undefined where it is not one alone, or where
 * its source does not say how many connections it takes and nobody else does.
 */
export function sourceAnswer(
  { source }: SentSource,
  tags: readonly string[],
  maxConnections: number | undefined,
): SourceAnswer | undefined {
  const { keys, connections } = presetOf(source);
  const matches = keys
    .map((key) => tags.filter((tag) => tag.startsWith(`${key}:`)))
    .find((of) => of.length > 0);
  const [tag, ...others] = matches ?? [];
  if (tag === undefined || others.length > 0) return undefined;
  const says = connections.limit !== undefined;
  if (!says && maxConnections === undefined) return undefined;
  return { source, tag, ...(!says && { maxConnections }) };
}
