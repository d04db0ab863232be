import { CLOUDWATCH_DELAY, SENT_DELAY, type Part, type Preset } from "./preset.ts";

/** What Redis sends to Datadog. */
export const REDIS = {
  /**
   * https://docs.datadoghq.com/integrations/amazon_elasticache/#metrics, and the tags:
   * https://docs.datadoghq.com/getting_started/tagging/assigning_tags/#amazon-web-services
   */
  elasticache: {
    keys: ["cacheclusterid", "replication_group"],
    delay: CLOUDWATCH_DELAY,
    sender: "Datadog's AWS integration, with ElastiCache",
    connections: { metric: "aws.elasticache.curr_connections", of: "max" },
    memory: {
      metric: "aws.elasticache.database_memory_usage_percentage",
      of: "max",
      limit: 100,
    },
  },
  /**
   * https://github.com/DataDog/integrations-core/blob/master/redisdb/metadata.csv, and the tags:
   * https://github.com/DataDog/integrations-core/blob/master/redisdb/datadog_checks/redisdb/redisdb.py
   */
  redis: {
    keys: ["redis_host", "host", "service"],
    delay: SENT_DELAY,
    sender: "Datadog's Agent, with its Redis integration",
    connections: { metric: "redis.net.clients", of: "max", limit: "redis.net.maxclients" },
    memory: { metric: "redis.mem.used", of: "max", limit: "redis.mem.maxmemory" },
  },
  /**
   * https://github.com/DataDog/integrations-extras/blob/master/upstash/metadata.csv: how much is
   * stored, and not of how much.
   */
  upstash: {
    keys: ["database"],
    delay: SENT_DELAY,
    sender: "Upstash's Datadog integration",
    connections: { metric: "upstash.db.connections", of: "max" },
    memory: { none: "Upstash sends how much is stored, and not how much may be" },
  },
} satisfies Readonly<Record<string, Preset & { readonly memory: Part }>>;

/** Whose metrics those of Redis are. */
export type RedisSource = keyof typeof REDIS;
