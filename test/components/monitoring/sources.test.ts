import assert from "node:assert/strict";
import { shapesOf } from "../../../components/monitoring/shapes.ts";
import { faultsOfMonitor } from "../../../components/monitoring/validate.ts";
import { circumstancesOf } from "../../../rollout/circumstances.ts";
import { monitorsOf } from "../../../rollout/monitors.ts";
import { lackingOf, type Sources } from "../../../rollout/sources.ts";
import { atRest } from "../../../rehearsal/metrics/atRest.ts";
import { evaluate } from "../../../rehearsal/metrics/evaluate.ts";
import { parseQuery } from "../../../rehearsal/metrics/query.ts";
import { Series } from "../../../rehearsal/metrics/series.ts";
import * as given from "./given.ts";

const KEYS = ["database-connections", "database-cpu", "redis-connections", "redis-memory"];

function circumstances(sources: Sources) {
  return circumstancesOf({ ...given.monitoring, lacking: lackingOf(sources) });
}

/** The monitors' inputs where a database or a cache says its numbers so. */
function shapes(changes: Partial<Sources>) {
  const { database, redis } = given.watched;
  const sources = { database, redis, ...changes };
  const watched = { ...given.watched, ...sources };
  return new Map(
    shapesOf({ ...given.monitors, watched, circumstances: circumstances(sources) }).filter(
      ([key]) => KEYS.includes(key),
    ),
  );
}

type Part = "database" | "redis";
/** What is queried, without the window and the limits; "" for a monitor that is not declared. */
const requested: [part: Part, reported: Sources[Part], delay: number, queries: [string, string]][] =
  [
    [
      "database",
      { source: "rds", tag: "dbinstanceidentifier:shop", maxConnections: 400 },
      900,
      [
        "max:aws.rds.database_connections{dbinstanceidentifier:shop} / 400 * 100",
        "avg:aws.rds.cpuutilization{dbinstanceidentifier:shop}",
      ],
    ],
    [
      "database",
      { source: "aurora", tag: "dbclusteridentifier:shop", maxConnections: 1000 },
      900,
      [
        "max:aws.rds.database_connections{dbclusteridentifier:shop} / 1000 * 100",
        "max:aws.rds.cpuutilization{dbclusteridentifier:shop}",
      ],
    ],
    [
      "database",
      { source: "postgres", tag: "database_instance:db.internal:5432" },
      60,
      [
        "max:postgresql.percent_usage_connections{database_instance:db.internal:5432} / 1 * 100",
        "",
      ],
    ],
    [
      "database",
      { source: "mysql", tag: "host:db-1" },
      60,
      [
        "max:mysql.performance.threads_connected{host:db-1} / max:mysql.net.max_connections_available{host:db-1} * 100",
        "",
      ],
    ],
    [
      "database",
      { source: "neon", tag: "endpoint_id:ep-1", maxConnections: 104 },
      60,
      ["sum:neon_connection_counts{endpoint_id:ep-1} / 104 * 100", ""],
    ],
    [
      "database",
      { source: "supabase", tag: "supabase_project_ref:abcd", maxConnections: 60 },
      60,
      ["max:supabase.pg_stat_database.num_backends{supabase_project_ref:abcd} / 60 * 100", ""],
    ],
    [
      "database",
      { source: "planetscale", tag: "ps_database:shop", maxConnections: 1000 },
      60,
      [
        "sum:planetscale.connections{ps_database:shop} / 1000 * 100",
        "max:planetscale.primary.cpu_usage{ps_database:shop}",
      ],
    ],
    [
      "redis",
      { source: "elasticache", tag: "cacheclusterid:shop", maxConnections: 65_000 },
      900,
      [
        "max:aws.elasticache.curr_connections{cacheclusterid:shop} / 65000 * 100",
        "max:aws.elasticache.database_memory_usage_percentage{cacheclusterid:shop}",
      ],
    ],
    [
      "redis",
      { source: "redis", tag: "redis_host:cache" },
      60,
      [
        "max:redis.net.clients{redis_host:cache} / max:redis.net.maxclients{redis_host:cache} * 100",
        "max:redis.mem.used{redis_host:cache} / max:redis.mem.maxmemory{redis_host:cache} * 100",
      ],
    ],
    [
      "redis",
      { source: "upstash", tag: "database:shop", maxConnections: 1000 },
      60,
      ["max:upstash.db.connections{database:shop} / 1000 * 100", ""],
    ],
    [
      "database",
      {
        source: "rds",
        connections: { metric: "aws.rds.acuutilization", tag: "a:b", limit: 100 },
        cpu: { none: "nobody looks" },
      },
      900,
      ["max:aws.rds.acuutilization{a:b}", ""],
    ],
    [
      "redis",
      {
        ...{ source: "elasticache", connections: { none: "it is queried over HTTP" } },
        memory: { metric: "cache.bytes", tag: "service:shop", limit: 1_048_576 },
      },
      60,
      ["", "max:cache.bytes{service:shop} / 1048576 * 100"],
    ],
  ];

describe("what is left of the database and of Redis", () => {
  for (const [part, reported, delay, [first, second]] of requested) {
    it(`is queried of ${JSON.stringify(reported)}`, () => {
      const declared = shapes({ [part]: reported });
      const queries = KEYS.filter((key) => key.startsWith(part)).map((key) => {
        const shape = declared.get(key);
        if (!shape) return "";
        assert.deepEqual(faultsOfMonitor(shape), []);
        assert.equal(shape.evaluationDelay, delay);
        return /^avg\(last_5m\):(.*) > 90$/.exec(shape.query)?.[1];
      });
      assert.deepEqual(queries, [first, second]);
    });

    it(`is 10 % of connections and so on in a rehearsal of ${JSON.stringify(reported)}`, () => {
      for (const [key, { query }] of shapes({ [part]: reported })) {
        const watched = { key, query: parseQuery(query) };
        const series = new Series(600_000);
        for (const { metric, tags, value } of atRest([watched as never]))
          for (let at = 0; at < 300_000; at += 1000) series.value(metric, tags, at, value);
        const [value] = evaluate(watched.query, series, { from: 0, to: 300_000 }).values();
        const share = { "database-cpu": 22, "redis-memory": 35 }[key] ?? 10;
        assert.equal(value?.toFixed(6), share.toFixed(6), key);
      }
    });
  }

  it("is not declared where there is no such number, and no gate requires it", () => {
    const { redis } = given.watched;
    const database = { source: "neon", tag: "endpoint_id:ep-1", maxConnections: 104 } as const;
    const result = circumstances({ database, redis });
    assert.deepEqual(Object.keys(result.lacking), ["database-cpu"]);
    const keys = monitorsOf(result).map(({ key }) => key);
    assert.ok(!keys.includes("database-cpu") && keys.includes("database-connections"));
    assert.ok(!shapes({ database }).has("database-cpu"));
  });
});
