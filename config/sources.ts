import { z } from "zod";
import { DATABASES } from "../rollout/sources/databases.ts";
import { REDIS } from "../rollout/sources/redis.ts";
import { presetOf, type Database, type Redis } from "../rollout/sources.ts";
import { decimal, oneOf, prose, text, whole } from "./kinds.ts";
import { rule, type Broken } from "./rule.ts";
import { worded } from "./messages.ts";

function tag(example: string) {
  return text(
    /^[a-z][a-z0-9_.-]*:[a-z0-9_][a-z0-9_.:/-]*$/,
    "a tag at Datadog: a key, a colon, a value",
    example,
  );
}

/** A query of the team's own is whole, or says why there is none. */
const wholeOrNone = rule<z.output<typeof query>>(
  ["metric", "tag", "limit", "none"],
  ({ none, ...requested }) => {
    const said = Object.entries(requested).filter(([, value]) => value !== undefined);
    if (none !== undefined) {
      return said.map(([key]) => ({
        path: [key],
        problem: "stands beside none",
        allowed: "none alone, or metric, tag and limit",
        remove: true,
      }));
    }
    return (["metric", "tag", "limit"] as const)
      .filter((key) => requested[key] === undefined)
      .map((key) => ({ path: [key], allowed: "metric, tag and limit together, or none alone" }));
  },
);

const query = z.strictObject({
  /** The metric's name at Datadog: a gauge. It needs `tag` and `limit` too. */
  metric: text(
    /^[a-zA-Z][a-zA-Z0-9_.]{0,199}$/,
    "a metric's name at Datadog: a letter, then letters, digits, _ and .",
    "pgbouncer.pools.cl_active",
  ).optional(),
  /** The tag that narrows the metric, as `key:value`. */
  tag: tag("service:shop").optional(),
  /** The metric's value when nothing is left: 100 where it is in percent. */
  limit: worded(decimal.pipe(z.number().positive().max(1e15)), {
    allowed: "a number above 0: what the metric shows when nothing is left, 100 where in percent",
    example: "100",
  }).optional(),
  /** Why there is no such number; without the other three. */
  none: prose("it is not measured").optional(),
});

const own = worded(query.check(wholeOrNone), {
  allowed: "a query of your own (metric, tag, limit), or none: and why there is none",
  example: { metric: "pgbouncer.pools.cl_active", tag: "service:shop", limit: "100" },
}).optional();

function shared(connections: number, key: string) {
  return {
    /**
     * The tag that narrows the source's metrics to this one, as `key:value`; required unless each number
     * is a query of the team's own.
     */
    tag: tag(`${key}:shop`).optional(),
    /**
     * The most connections that it takes; required where its source does not send that, unless
     * `connections` is a query.
     */
    maxConnections: whole(1, 1_000_000, connections).optional(),
    /** A query of the team's own in place of the source's connections. */
    connections: own,
  };
}

/** The database's numbers: a source's, or queries of the team's own. */
export const database = worded(
  z
    .strictObject({
      /** The service whose metrics are queried; rds where absent. */
      source: oneOf(namesIn(DATABASES)).default("rds"),
      ...shared(400, "dbinstanceidentifier"),
      /** A query of the team's own in place of the source's CPU. */
      cpu: own,
    })
    .check(
      rule<Database>(["source", "tag", "maxConnections", "connections", "cpu"], (block) =>
        brokenIn(block, { cpu: [block.cpu, DATABASES[block.source].cpu] }),
      ),
    ),
  {
    allowed: "a block of source, tag, maxConnections, connections, cpu",
    example: { tag: "dbinstanceidentifier:shop", maxConnections: "400" },
  },
);

/** Redis's numbers, likewise. */
export const redis = worded(
  z
    .strictObject({
      /** The service whose metrics are queried; elasticache where absent. */
      source: oneOf(namesIn(REDIS)).default("elasticache"),
      ...shared(65_000, "cacheclusterid"),
      /** A query of the team's own in place of the source's memory. */
      memory: own,
    })
    .check(
      rule<Redis>(["source", "tag", "maxConnections", "connections", "memory"], (block) =>
        brokenIn(block, { memory: [block.memory, REDIS[block.source].memory] }),
      ),
    ),
  {
    allowed: "a block of source, tag, maxConnections, connections, memory",
    example: { tag: "cacheclusterid:shop", maxConnections: "65000" },
  },
);

type Parts = Readonly<Record<string, readonly [own: unknown, sent: object]>>;

/** What of a block does not fit its source. */
function brokenIn(block: Database | Redis, other: Parts): Broken[] {
  const { connections } = presetOf(block.source);
  const parts: Parts = { connections: [block.connections, connections], ...other };
  return [...tagFaults(block, parts), ...mostFaults(block)];
}

function tagFaults({ source, tag }: Database | Redis, parts: Parts): Broken[] {
  const { keys } = presetOf(source);
  const isRequired = Object.values(parts).some(
    ([own, sent]) => own === undefined && !("none" in sent),
  );
  if (!isRequired) {
    const problem = "is of no use: all numbers are queries of your own";
    return tag === undefined
      ? []
      : [{ path: ["tag"], problem, allowed: "no such key", remove: true }];
  }
  if (tag !== undefined && keys.some((key) => tag.startsWith(`${key}:`))) return [];
  const names = Object.keys(parts).join(" and ");
  return [
    {
      path: ["tag"],
      allowed: `a key that its source's metrics have (${keys.join(", ")}), a colon, a value; or ${names} as queries of your own`,
      example: `${keys[0]}:shop`,
    },
  ];
}

function mostFaults({ source, maxConnections, connections }: Database | Redis): Broken[] {
  const path = ["maxConnections"];
  const { limit } = presetOf(source).connections;
  if (connections !== undefined || typeof limit === "number") {
    const problem = connections
      ? "is of no use: connections has a limit of its own"
      : "is of no use: its source sends which part of them is in use";
    return maxConnections === undefined
      ? []
      : [{ path, problem, allowed: "no such key", remove: true }];
  }
  if (maxConnections !== undefined || limit !== undefined) return [];
  return [{ path, allowed: "the connections that it takes at most: its source does not say" }];
}

function namesIn<T extends object>(sources: T) {
  return Object.keys(sources) as [keyof T & string, ...(keyof T & string)[]];
}
