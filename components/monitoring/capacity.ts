import {
  APP_DELAY,
  CLOUDWATCH_DELAY,
  type Definition,
  type Definitions,
  type Levels,
  type Managed,
  type Subject,
} from "./definition.ts";
import { average, highest, metricAlert, percent, type Tags } from "./query.ts";

/**
 * What the app, the database and Redis have left. The names are those of Datadog's integrations:
 * https://docs.datadoghq.com/integrations/amazon_rds/#metrics and amazon_elasticache.
 */
export function capacity({ watched, thresholds, tags }: Subject): Definitions {
  const { database, redis, metrics } = watched;
  const { cpu, memory, connections } = thresholds;
  return {
    "database-connections": {
      ...full(inUse("aws.rds.database_connections", database), connections, CLOUDWATCH_DELAY),
      means: "{{value}} % of the connections that the database takes are in use.",
      todo: "Each function instance holds its own: check the pool's size in the canary.",
    },
    "database-cpu": {
      ...full(average("aws.rds.cpuutilization", only(database)), cpu, CLOUDWATCH_DELAY),
      means: "The database uses {{value}} % of its CPU.",
      todo: "Look at its top queries, and compare with before the rollout.",
    },
    "redis-connections": {
      ...full(inUse("aws.elasticache.curr_connections", redis), connections, CLOUDWATCH_DELAY),
      means: "{{value}} % of the connections that Redis takes are in use.",
      todo: "Look for connections that are opened for each request and not closed.",
    },
    "redis-memory": {
      ...full(
        highest("aws.elasticache.database_memory_usage_percentage", only(redis)),
        memory,
        CLOUDWATCH_DELAY,
      ),
      means: "Redis uses {{value}} % of its memory. When it is full, it evicts or refuses.",
      todo: "Look for keys without expiry that the canary writes.",
    },
    "app-cpu": {
      ...full(average(metrics.cpu, tags), cpu, APP_DELAY),
      means: "The app uses {{value}} % of its CPU.",
      todo: "Compare the releases, and look at what runs longest.",
    },
    "app-memory": {
      ...full(average(metrics.memory, tags), memory, APP_DELAY),
      means: "The app uses {{value}} % of its memory. Functions without memory are killed.",
      todo: "Compare the releases. If it rises and never falls, something leaks.",
    },
  };
}

function full(series: string, levels: Levels, delay: number) {
  return {
    alert: metricAlert(series, { over: "5m", by: "avg" }, { is: ">", ...levels }),
    silence: "notify",
    priority: 2,
    delay,
  } satisfies Partial<Definition>;
}

function inUse(metric: string, managed: Managed): string {
  return percent(highest(metric, only(managed)), managed.maxConnections);
}

function only({ tag }: Managed): Tags {
  const [key = "", ...value] = tag.split(":");
  return { [key]: value.join(":") };
}
