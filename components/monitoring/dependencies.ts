import {
  APP_DELAY,
  type Definition,
  type Definitions,
  type Levels,
  type Subject,
} from "./definition.ts";
import type { Duration } from "./metrics.ts";
import { count, metricAlert, p95, percent, type Tags } from "./query.ts";

/** What the app calls: its database, Redis, and third parties. */
export function dependencies({ metrics, thresholds, tags }: Subject): Definitions {
  const { database, redis, thirdParties } = metrics;
  return {
    "database-errors": {
      ...failures(database.errors, tags),
      means: "Queries to the database failed.",
      todo: "Is the database up? Did a migration go with the canary? Roll back before it is undone.",
    },
    "database-query-time": {
      ...slow(database.time, tags, thresholds.databaseQuery),
      priority: 2,
      means: "One query in twenty is slower than it may be, or there was no query at all.",
      todo: "Compare the releases' slowest queries. Look for a missing index or a lock.",
    },
    "redis-errors": {
      ...failures(redis.errors, tags),
      means: "Commands to Redis failed: it cannot be reached, or refuses.",
      todo: "Is Redis up, and its memory free? The app may be slow or signed out without it.",
    },
    "redis-command-time": {
      ...slow(redis.time, tags, thresholds.redisCommand),
      priority: 1,
      means:
        "One command in twenty is slower than it may be, or there was none: Redis may be cut off.",
      todo: "Is Redis reachable from the functions' region? Look for large keys and slow commands.",
    },
    ...(thirdParties && {
      "third-parties": {
        alert: metricAlert(
          percent(count(thirdParties.errors, tags), count(thirdParties.calls, tags)),
          { over: "5m", by: "sum" },
          { is: ">", ...thresholds.thirdParties },
        ),
        silence: "nought",
        priority: 2,
        means: "{{value}} % of the calls to third parties failed.",
        todo: "See which one, and its status page. Its support is among the contacts.",
        delay: APP_DELAY,
      },
    }),
  };
}

/** Any failure is critical. */
function failures(errors: string, tags: Tags) {
  return {
    alert: metricAlert(count(errors, tags), { over: "5m", by: "sum" }, { is: ">", critical: 0 }),
    silence: "nought",
    priority: 1,
    delay: APP_DELAY,
  } satisfies Partial<Definition>;
}

function slow({ distribution, perSecond }: Duration, tags: Tags, { warning, critical }: Levels) {
  return {
    alert: metricAlert(
      p95(distribution, tags),
      { over: "5m", by: "percentile" },
      {
        is: ">",
        warning: (warning / 1000) * perSecond,
        critical: (critical / 1000) * perSecond,
      },
    ),
    silence: "notify",
    delay: APP_DELAY,
  } satisfies Partial<Definition>;
}
