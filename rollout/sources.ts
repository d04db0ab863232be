import { DATABASES, type DatabaseSource } from "./sources/databases.ts";
import { delayOf, type Gauge, type Metric, type Part, type Preset } from "./sources/preset.ts";
import { REDIS, type RedisSource } from "./sources/redis.ts";

/** A number that is asked at Datadog, or why there is none. */
export type Reading = Gauge | { readonly none: string };

/** A query of the team's own: all but `none`; or `none` alone, why there is none. */
export interface OwnQuery {
  /** The metric's name at Datadog. */
  readonly metric?: string | undefined;
  /** What narrows it, as `key:value`. */
  readonly tag?: string | undefined;
  /** What it shows when nothing is left: 100 where it is in percent. */
  readonly limit?: number | undefined;
  readonly none?: string | undefined;
}

interface Told<Source> {
  /** Whose metrics they are. */
  readonly source: Source;
  /** What narrows the source's metrics to this one, as `key:value`. */
  readonly tag?: string | undefined;
  /** The connections that it takes at most; the source's own number where absent. */
  readonly maxConnections?: number | undefined;
  /** In place of the source's connections. */
  readonly connections?: OwnQuery | undefined;
}

/** Where the numbers of the database come from. */
export interface Database extends Told<DatabaseSource> {
  /** In place of the source's CPU. */
  readonly cpu?: OwnQuery | undefined;
}

/** Where the numbers of Redis come from. */
export interface Redis extends Told<RedisSource> {
  /** In place of the source's memory. */
  readonly memory?: OwnQuery | undefined;
}

/** What is said of where numbers come from. */
export interface Sources {
  readonly database: Database;
  readonly redis: Redis;
}

/** What is asked of the database and of Redis, by the key of its monitor. */
export function readingsOf({ database, redis }: Sources) {
  const stored = presetOf(database.source);
  const cached = presetOf(redis.source);
  return {
    "database-connections": connections(database, stored),
    "database-cpu": reading(database, database.cpu, stored, DATABASES[database.source].cpu),
    "redis-connections": connections(redis, cached),
    "redis-memory": reading(redis, redis.memory, cached, REDIS[redis.source].memory),
  } satisfies Readonly<Record<string, Reading>>;
}

/** The monitors of them that nothing can be asked for, each with the reason. */
export function lackingOf(sources: Sources): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(readingsOf(sources)).flatMap(([key, one]) =>
      "none" in one ? [[key, one.none]] : [],
    ),
  );
}

/** What a source sends to Datadog. */
export function presetOf(source: DatabaseSource | RedisSource): Preset {
  return { ...DATABASES, ...REDIS }[source];
}

function connections(told: Told<unknown>, preset: Preset): Reading {
  const { connections: sent } = preset;
  return reading(told, told.connections, preset, {
    ...sent,
    limit: told.maxConnections ?? sent.limit,
  });
}

function reading(
  { tag }: Told<unknown>,
  own: OwnQuery | undefined,
  { delay, sender }: Preset,
  sent: Part | Metric,
): Reading {
  if (own?.none !== undefined) return { none: own.none };
  if (own) {
    const { metric, limit } = own;
    if (metric === undefined || own.tag === undefined || limit === undefined) throw unsaid();
    return { metric, tag: own.tag, of: "max", limit, delay: delayOf(metric), sender: "you" };
  }
  if ("none" in sent) return sent;
  const { metric, of, limit } = sent;
  if (tag === undefined || limit === undefined) throw unsaid();
  return { metric, tag, of, limit, delay, sender };
}

/** Config refuses it: a monitor that is left out without a reason would be one that nobody misses. */
function unsaid(): Error {
  return new Error("what is said of a source is not whole");
}
