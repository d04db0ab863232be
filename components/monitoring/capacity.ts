import type { Gauge } from "../../rollout/sources/preset.ts";
import { readingsOf } from "../../rollout/sources.ts";
import {
  APP_DELAY,
  type Definition,
  type Definitions,
  type Levels,
  type Subject,
} from "./definition.ts";
import { average, metricAlert, only, percent, taken } from "./query.ts";

/** What the app, the database and Redis have left, as far as each of them says it. */
export function capacity({ watched, thresholds, tags }: Subject): Definitions {
  const { metrics } = watched;
  const { cpu, memory, connections } = thresholds;
  const requested = readingsOf(watched);
  const said = (key: keyof typeof requested, definition: Left): Definitions => {
    const reading = requested[key];
    if ("none" in reading) return {};
    const { levels, ...message } = definition;
    return { [key]: { ...full(partOf(reading), levels, reading.delay), ...message } };
  };
  return {
    ...said("database-connections", {
      levels: connections,
      means: "{{value}} % of the connections that the database takes are in use.",
      todo: "Each function instance holds its own: check the pool's size in the canary.",
    }),
    ...said("database-cpu", {
      levels: cpu,
      means: "The database uses {{value}} % of its CPU.",
      todo: "Look at its top queries, and compare with before the rollout.",
    }),
    ...said("redis-connections", {
      levels: connections,
      means: "{{value}} % of the connections that Redis takes are in use.",
      todo: "Look for connections that are opened for each request and not closed.",
    }),
    ...said("redis-memory", {
      levels: memory,
      means: "Redis uses {{value}} % of its memory. When it is full, it evicts or refuses.",
      todo: "Look for keys without expiry that the canary writes.",
    }),
    ...(metrics.cpu !== undefined && {
      "app-cpu": {
        ...full(average(metrics.cpu, tags), cpu, APP_DELAY),
        means: "The app uses {{value}} % of its CPU.",
        todo: "Compare the releases, and look at what runs longest.",
      },
    }),
    ...(metrics.memory !== undefined && {
      "app-memory": {
        ...full(average(metrics.memory, tags), memory, APP_DELAY),
        means: "The app uses {{value}} % of its memory. Functions without memory are killed.",
        todo: "Compare the releases. If it only grows, something leaks.",
      },
    }),
  };
}

type Left = Pick<Definition, "means" | "todo"> & { readonly levels: Levels };

function full(series: string, levels: Levels, delay: number) {
  return {
    alert: metricAlert(series, { over: "5m", by: "avg" }, { is: ">", ...levels }),
    silence: "notify",
    priority: 2,
    delay,
  } satisfies Partial<Definition>;
}

/** What is in use, in percent of what there is at most. */
function partOf({ metric, tag, of, limit }: Gauge): string {
  const used = taken(of, metric, only(tag));
  if (limit === 100) return used;
  return percent(used, typeof limit === "number" ? limit : taken("max", limit, only(tag)));
}
