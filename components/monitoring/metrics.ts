import type { Signal } from "../../rollout/monitors.ts";

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

/** The names of the metrics that the monitors ask. */
export interface Metrics {
  readonly requests: Calls;
  readonly database: Calls;
  readonly redis: Calls;
  readonly thirdParties: Calls;
  readonly app: AppMetrics;
}

/** What the app reports of itself, by the names of its metrics. */
export interface AppMetrics {
  /** CPU in use, in percent of what it may use: a gauge. Default `app.cpu.percent`. */
  readonly cpu: string;
  /** Memory in use, in percent of what it may use: a gauge. Default `app.memory.percent`. */
  readonly memory: string;
  /** What the last reconciliation found wrong: a gauge, sent every minute. Default `app.integrity.violations`. */
  readonly integrity: string;
  /** What a scan of a release found open: a gauge with its `version`, sent daily. Default `app.security.findings`. */
  readonly security: string;
  /** Payments tried: a count. Default `app.payments.attempted`. */
  readonly paymentsAttempted: string;
  /** Payments that failed for another reason than the customer's: a count. Default `app.payments.failed`. */
  readonly paymentsFailed: string;
  /** Checkouts begun: a count. Default `app.checkouts.started`. */
  readonly checkoutsStarted: string;
  /** Checkouts that became an order: a count. Default `app.checkouts.completed`. */
  readonly checkoutsCompleted: string;
}

/** The names of spans, which Datadog calls operations, e.g. `http.server.request`. */
export interface Operations {
  readonly request: string;
  readonly database: string;
  readonly redis: string;
  readonly thirdParties: string;
}

/** The metrics under a signal. Those of logs are made by this program, and named after the service. */
export function metricsOf(
  signal: Signal,
  service: string,
  operations: Operations,
  app: AppMetrics,
): Metrics {
  const calls = (operation: keyof Operations) =>
    signal === "apm"
      ? traced(operations[operation])
      : logged(`canary.${metricName(service)}.${LOGGED[operation]}`);
  return {
    requests: calls("request"),
    database: calls("database"),
    redis: calls("redis"),
    thirdParties: calls("thirdParties"),
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
