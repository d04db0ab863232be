import { LogsMetric } from "@pulumi/datadog/logsMetric.js";
import type * as pulumi from "@pulumi/pulumi";
import { isAbsent } from "../../rollout/parts.ts";
import type { Watched } from "./definition.ts";
import { LOGGED, type Calls, type Metrics, type Operations } from "./metrics.ts";
import { refuseFaults } from "./refuse.ts";

/** What of a log counts into a metric. */
export interface LogsMetricShape {
  readonly name: string;
  readonly filter: { readonly query: string };
  readonly compute: {
    readonly aggregationType: string;
    readonly path?: string;
    readonly includePercentiles?: boolean;
  };
  readonly groupBies: readonly { readonly path: string; readonly tagName: string }[];
}

/** Vercel writes the deployment into each line; the intake's address says the other two. */
const GROUPS = [
  { path: "env", tagName: "env" },
  { path: "service", tagName: "service" },
  { path: "@deploymentId", tagName: "version" },
];

/** A function that crashed or ran out of time logs no request: https://vercel.com/docs/drains/reference/logs */
const CRASHED = "@statusCode:\\-1";

/**
 * The metrics that the monitors query, made from log lines. The app writes a line of JSON for each
 * `request`, and each call to `database`, `redis` and `third_party`: that as `event`, `duration_ms`
 * as a number, and `failed` as true or false.
 */
export function logsMetrics(
  name: string,
  watched: Watched,
  metrics: Metrics,
  opts: pulumi.CustomResourceOptions,
): void {
  const { requests, database, redis, thirdParties } = metrics;
  const logged: Readonly<Record<keyof Operations, Calls | undefined>> = {
    request: requests,
    database: isAbsent(watched.database) ? undefined : database,
    redis: isAbsent(watched.redis) ? undefined : redis,
    thirdParties,
  };
  const shapes = (Object.keys(LOGGED) as (keyof Operations)[]).flatMap((operation) => {
    const calls = logged[operation];
    return calls ? shapesOf(calls, LOGGED[operation], watched) : [];
  });
  refuseFaults(shapes.map((shape) => [`the metric ${shape.name}`, faultsOfLogsMetric(shape)]));
  for (const shape of shapes) {
    new LogsMetric(`${name}-${shape.name}`, { ...shape, groupBies: [...shape.groupBies] }, opts);
  }
}

function shapesOf({ calls, errors, time }: Calls, event: string, { service, env }: Watched) {
  const from = `service:${service} env:${env}`;
  const crashed = event === "request" ? ` OR ${CRASHED}` : "";
  const counted = (name: string, query: string): LogsMetricShape => ({
    name,
    filter: { query: `${from} (${query}${crashed})` },
    compute: { aggregationType: "count" },
    groupBies: GROUPS,
  });
  return [
    counted(calls, `@event:${event}`),
    counted(errors, `(@event:${event} @failed:true)`),
    {
      name: time.distribution,
      filter: { query: `${from} @event:${event}` },
      compute: { aggregationType: "distribution", path: "@duration_ms", includePercentiles: true },
      groupBies: GROUPS,
    },
  ];
}

/** All that Datadog would refuse: https://docs.datadoghq.com/api/latest/logs-metrics/ */
export function faultsOfLogsMetric({ name, compute }: LogsMetricShape): string[] {
  const faults: string[] = [];
  if (!/^[A-Za-z][\w.]{0,199}$/.test(name)) {
    faults.push("name is not a letter, then up to 199 letters, digits, _ and .");
  }
  const measures = compute.aggregationType === "distribution";
  if (measures && compute.path === undefined) faults.push("a distribution needs compute.path");
  if (!measures && compute.path !== undefined) faults.push("a count takes no compute.path");
  if (!measures && compute.includePercentiles) faults.push("a count takes no includePercentiles");
  return faults;
}
