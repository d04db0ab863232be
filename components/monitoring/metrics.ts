import type { Signal } from "../../rollout/tags.ts";

/** How long something takes: a distribution, and how many of its units a second has. */
export interface Duration {
  readonly distribution: string;
  readonly perSecond: number;
}

/** Something that is called and can fail. */
export interface Calls {
  /** Counts the calls. */
  readonly calls: string;
  /** Counts those that failed. */
  readonly errors: string;
  readonly time: Duration;
}

/** The names of the metrics that the monitors query. */
export interface Metrics {
  readonly requests: Calls;
  readonly database: Calls;
  readonly redis: Calls;
  /** Absent where the app calls none. */
  readonly thirdParties?: Calls | undefined;
  readonly app: AppMetrics;
}

/** What the app reports of itself, by the names of its metrics; what it does not is absent. */
export interface AppMetrics {
  /** CPU in use, in percent of what it may use: a gauge. */
  readonly cpu?: string | undefined;
  /** Memory in use, in percent of what it may use: a gauge. */
  readonly memory?: string | undefined;
  /** What the last reconciliation found wrong: a gauge, sent every minute. */
  readonly integrity?: string | undefined;
  /** What a scan of a release found open: a gauge with its `version`, sent daily. */
  readonly security?: string | undefined;
  /** Payments tried, and those that failed for another reason than the customer's: counts. */
  readonly payments?: { readonly attempted: string; readonly failed: string } | undefined;
  /** Checkouts begun, and those that became an order: counts. */
  readonly checkouts?: { readonly started: string; readonly completed: string } | undefined;
}

/** The names of spans, which Datadog calls operations, e.g. `http.server.request`. */
export interface Operations {
  readonly request: string;
  readonly database: string;
  readonly redis: string;
  /** Absent where the app calls none. */
  readonly thirdParties?: string | undefined;
}

/** What metrics are of, and how what sends them calls it. */
interface Source {
  readonly service: string;
  readonly env: string;
  readonly operations: Operations;
  readonly metrics: AppMetrics;
}

/**
 * The metrics under a signal. Those of logs are made by this program, and named after the service and
 * its environment: a name is there once in an account.
 */
export function metricsOf(
  signal: Signal,
  { service, env, operations, metrics: app }: Source,
): Metrics {
  const own = ["canary", service, env].map(metricName).join(".");
  const calls = (operation: string, event: keyof Operations) =>
    signal === "apm" ? traced(operation) : logged(`${own}.${LOGGED[event]}`);
  const { request, database, redis, thirdParties } = operations;
  return {
    requests: calls(request, "request"),
    database: calls(database, "database"),
    redis: calls(redis, "redis"),
    ...(thirdParties !== undefined && { thirdParties: calls(thirdParties, "thirdParties") }),
    app,
  };
}

/** What a line of the app's log says that it is about, and a metric's name in logs. */
export const LOGGED: Readonly<Record<keyof Operations, string>> = {
  request: "request",
  database: "database",
  redis: "redis",
  thirdParties: "third_party",
};

/**
 * Of traces: `.hits` and `.errors` are counts, and the name alone is the distribution, in seconds.
 * `.duration` is a gauge without percentiles
 * (https://docs.datadoghq.com/tracing/metrics/metrics_namespace/).
 */
function traced(operation: string): Calls {
  const name = `trace.${operation}`;
  return {
    calls: `${name}.hits`,
    errors: `${name}.errors`,
    time: { distribution: name, perSecond: 1 },
  };
}

/** Of logs: the app logs milliseconds. */
function logged(name: string): Calls {
  return {
    calls: `${name}.count`,
    errors: `${name}.errors`,
    time: { distribution: `${name}.time`, perSecond: 1000 },
  };
}

/** A metric's name has letters, digits, `_` and `.` alone (docs.datadoghq.com/metrics/custom_metrics). */
function metricName(text: string): string {
  return text.replace(/\W/g, "_");
}
