import { isAbsent, type Absent } from "./parts.ts";
import { DATABASES, type DatabaseSource } from "./sources/databases.ts";
import { delayOf, type Gauge, type Metric, type Part, type Preset } from "./sources/preset.ts";
import { REDIS, type RedisSource } from "./sources/redis.ts";

/** A number that Datadog is queried for, or why there is none. */
export type Reading = Gauge | Absent;

/** A query of the team's own: all but `none`; or `none` alone, why there is none. */
export interface OwnQuery {
  /** The metric's name at Datadog. */
  readonly metric?: string | undefined;
  /** What narrows it, as `key:value`. */
  readonly tag?: string | undefined;
  /** Its value when nothing is left: 100 where it is in percent. */
  readonly limit?: number | undefined;
  readonly none?: string | undefined;
}

interface SourceSettings<Source> {
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
export interface Database extends SourceSettings<DatabaseSource> {
  /** In place of the source's CPU. */
  readonly cpu?: OwnQuery | undefined;
}

/** Where the numbers of Redis come from. */
export interface Redis extends SourceSettings<RedisSource> {
  /** In place of the source's memory. */
  readonly memory?: OwnQuery | undefined;
}

/** Where the numbers of the database and Redis come from. */
export interface Sources {
  readonly database: Database | Absent;
  readonly redis: Redis | Absent;
}

/** What is queried of the database and of Redis, by the key of its monitor. */
export function readingsOf({ database, redis }: Sources) {
  return {
    "database-connections": connections(database),
    "database-cpu": isAbsent(database)
      ? database
      : reading(database, database.cpu, DATABASES[database.source].cpu),
    "redis-connections": connections(redis),
    "redis-memory": isAbsent(redis)
      ? redis
      : reading(redis, redis.memory, REDIS[redis.source].memory),
  } satisfies Readonly<Record<string, Reading>>;
}

/** The monitors of them that have nothing to query, each with the reason. */
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

function connections(source: Database | Redis | Absent): Reading {
  if (isAbsent(source)) return source;
  const { connections: sent } = presetOf(source.source);
  return reading(source, source.connections, {
    ...sent,
    limit: source.maxConnections ?? sent.limit,
  });
}

function reading(
  { tag, source }: Database | Redis,
  own: OwnQuery | undefined,
  sent: Part | Metric,
): Reading {
  const { delay, sender } = presetOf(source);
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
