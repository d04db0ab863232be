import assert from "node:assert/strict";
import { DATABASES } from "../../rollout/sources/databases.ts";
import { REDIS } from "../../rollout/sources/redis.ts";
import { readingsOf } from "../../rollout/sources.ts";
import { faults, problems, parse, production } from "./stack.ts";

type Block = Record<string, unknown>;

function readings(changes: { database?: Block; redis?: Block }) {
  const config = parse(written(changes));
  assert.ok(config.environment === "production");
  return readingsOf(config.monitoring);
}

function written(changes: Record<string, Block>) {
  return production(
    Object.fromEntries(
      Object.entries(changes).map(([part, block]) => [`monitoring.${part}`, block]),
    ),
  );
}

/** What is wrong with a database, as `key found`. */
function wrong(database: Block): string[] {
  return problems(written({ database })).map((message) =>
    message.replace("monitoring.database.", ""),
  );
}

const QUERY = { metric: "pgbouncer.pools.cl_active", tag: "service:shop", limit: 200 };

describe("monitoring.database and redis", () => {
  it("are RDS's and ElastiCache's where no source is named", () => {
    const { database, redis } = { database: DATABASES.rds, redis: REDIS.elasticache };
    assert.deepEqual(readings({}), {
      "database-connections": {
        ...database.connections,
        tag: "dbinstanceidentifier:shop",
        limit: 400,
        delay: 900,
        sender: database.sender,
      },
      "database-cpu": {
        ...database.cpu,
        tag: "dbinstanceidentifier:shop",
        delay: 900,
        sender: database.sender,
      },
      "redis-connections": {
        ...redis.connections,
        tag: "cacheclusterid:shop",
        limit: 65_000,
        delay: 900,
        sender: redis.sender,
      },
      "redis-memory": {
        ...redis.memory,
        tag: "cacheclusterid:shop",
        delay: 900,
        sender: redis.sender,
      },
    });
  });

  const blocks: [part: "database" | "redis", block: Block][] = [
    ["database", { source: "aurora", tag: "dbclusteridentifier:shop", maxConnections: 1000 }],
    ["database", { source: "postgres", tag: "database_instance:db.internal:5432" }],
    ["database", { source: "mysql", tag: "host:db-1" }],
    ["database", { source: "mysql", tag: "host:db-1", maxConnections: 150 }],
    ["database", { source: "neon", tag: "endpoint_id:ep-aged-art-260862", maxConnections: 104 }],
    ["database", { source: "supabase", tag: "supabase_project_ref:abcd", maxConnections: 60 }],
    ["database", { source: "planetscale", tag: "ps_database:shop", maxConnections: 1000 }],
    ["database", { connections: QUERY, cpu: { none: "nobody measures it" } }],
    ["database", { source: "postgres", tag: "service:shop", cpu: { ...QUERY, limit: 0.25 } }],
    ["database", { source: "neon", connections: QUERY }],
    ["redis", { source: "redis", tag: "redis_host:cache.internal" }],
    ["redis", { source: "upstash", tag: "database:shop", maxConnections: 1000 }],
    ["redis", { connections: QUERY, memory: QUERY }],
  ];
  for (const [part, block] of blocks) {
    it(`take ${part}: ${JSON.stringify(block)}`, () => {
      const requested = Object.entries(readings({ [part]: block })).filter(([key]) =>
        key.startsWith(part),
      );
      assert.equal(requested.length, 2);
      const { tag, maxConnections } = block;
      for (const [key, reading] of requested) {
        if ("none" in reading) continue;
        assert.ok([tag, QUERY.tag].includes(reading.tag), key);
        if (key.endsWith("connections") && maxConnections !== undefined)
          assert.equal(reading.limit, maxConnections);
      }
    });
  }

  it("say why a number is not required", () => {
    const neon = { source: "neon", tag: "project_id:shop", maxConnections: 104 };
    const requested = readings({
      database: neon,
      redis: { source: "upstash", connections: QUERY },
    });
    assert.deepEqual(requested["database-cpu"], {
      none: "Neon sends its CPU as seconds in each mode, and not in percent",
    });
    assert.ok("none" in requested["redis-memory"]);
    const own = readings({ database: { ...neon, cpu: { none: "nobody looks" } } });
    assert.deepEqual(own["database-cpu"], { none: "nobody looks" });
  });

  it("are refused with a tag that the source's metrics do not have, with those that they have", () => {
    const database = { source: "neon", tag: "dbinstanceidentifier:shop", maxConnections: 104 };
    const [fault, ...more] = faults(written({ database }));
    assert.deepEqual(more, []);
    assert.equal(fault?.key, "monitoring.database.tag");
    assert.equal(fault.problem, 'is "dbinstanceidentifier:shop"');
    assert.match(fault.allowed, /\(endpoint_id, project_id, compute_id\)/);
    assert.equal(fault.example.at(-1)?.trim(), "tag: endpoint_id:shop");
  });

  it("take of each source its own tags alone", () => {
    for (const source of Object.keys(DATABASES)) {
      assert.match(wrong({ source, tag: "cacheclusterid:shop" })[0] ?? "", /^tag is /);
    }
  });

  const refused: [block: Block, ...message: string[]][] = [
    [{}, "tag is missing", "maxConnections is missing"],
    [{ source: "oracle", tag: "host:db" }, 'source is "oracle"'],
    [{ source: "rds", tag: "dbinstanceidentifier:shop" }, "maxConnections is missing"],
    [
      { source: "postgres", tag: "host:db", maxConnections: 100 },
      "maxConnections is of no use: its source sends which part of them is in use",
    ],
    [
      { ...{ source: "mysql", tag: "host:db", maxConnections: 100 }, connections: QUERY },
      "tag is of no use: all numbers are queries of your own",
      "maxConnections is of no use: connections has a limit of its own",
    ],
    [{ connections: QUERY }, "tag is missing"],
    [{ connections: { metric: "a.b", limit: 1 }, cpu: QUERY }, "connections.tag is missing"],
    [
      { connections: QUERY, cpu: { none: "nobody looks", metric: "a.b" } },
      "cpu.metric stands beside none",
    ],
    [
      { connections: QUERY, cpu: {} },
      "cpu.metric is missing",
      "cpu.tag is missing",
      "cpu.limit is missing",
    ],
    [{ connections: { ...QUERY, limit: 0 }, cpu: QUERY }, "connections.limit is 0"],
    [{ connections: { ...QUERY, metric: "a b" }, cpu: QUERY }, 'connections.metric is "a b"'],
    [{ connections: { ...QUERY, tag: "shop:*" }, cpu: QUERY }, 'connections.tag is "shop:*"'],
    [{ connections: QUERY, memory: QUERY, cpu: QUERY }, "memory is no key"],
  ];
  for (const [block, ...texts] of refused) {
    it(`refuse a database ${JSON.stringify(block)}`, () => {
      assert.deepEqual(wrong(block), texts);
    });
  }
});
