/** Tags that a query is narrowed to, as `key: value`. */
export type Tags = Readonly<Record<string, string>>;

/** Where an alert fires: above or below its numbers, which are in the query's own unit. */
export interface Limits {
  readonly is: ">" | ">=" | "<";
  readonly warning?: number | undefined;
  readonly critical: number;
}

/** How far back an evaluation looks, e.g. `5m`, `1d`. */
export type Window = `${number}${"m" | "h" | "d"}`;

/** A monitor's query and thresholds, made from one set of numbers. */
export interface Alert {
  readonly type: "query alert" | "error-tracking alert";
  readonly query: string;
  readonly monitorThresholds: { readonly critical: string; readonly warning?: string };
  /** The tags that it alerts by, each group apart. */
  readonly by: readonly string[];
}

/** How many: `sum:shop.requests{env:production} by {version}.as_count()`. */
export function count(metric: string, tags: Tags, by: readonly string[] = []): string {
  return `sum:${metric}${within(tags)}${grouped(by)}.as_count()`;
}

/** The 95th percentile of a distribution. On a gauge Datadog would answer with nothing, and no error. */
export function p95(distribution: string, tags: Tags, by: readonly string[] = []): string {
  return `p95:${distribution}${within(tags)}${grouped(by)}`;
}

/** The average of a gauge over all that report it. */
export function average(metric: string, tags: Tags): string {
  return `avg:${metric}${within(tags)}`;
}

/** The highest of a gauge. */
export function highest(metric: string, tags: Tags, by: readonly string[] = []): string {
  return `max:${metric}${within(tags)}${grouped(by)}`;
}

/** A gauge of several, taken together. */
export function taken(how: "avg" | "max" | "sum", metric: string, tags: Tags): string {
  return `${how}:${metric}${within(tags)}`;
}

/** A tag alone, written `key:value`. */
export function only(tag: string): Tags {
  const [key = "", ...value] = tag.split(":");
  return { [key]: value.join(":") };
}

/** A part of a whole, in percent. */
export function percent(part: string, whole: string | number): string {
  return `${part} / ${whole} * 100`;
}

/** An alert on a series of a metric, reduced over a window to one value that is held to limits. */
export function metricAlert(
  series: string,
  reduced: { readonly over: Window; readonly by: "sum" | "avg" | "max" | "percentile" },
  limits: Limits,
): Alert {
  const groups = /by \{([^}]*)\}/.exec(series)?.[1];
  return {
    type: "query alert",
    query: `${reduced.by}(last_${reduced.over}):${series} ${limits.is} ${number(limits.critical)}`,
    monitorThresholds: thresholds(limits),
    by: groups === undefined ? [] : groups.split(","),
  };
}

/** An alert on kinds of errors that never occurred before. */
export function newErrorsAlert(tags: Tags, over: Window, limits: Limits): Alert {
  const search = Object.entries(tags)
    .map(([key, value]) => `${key}:${value}`)
    .join(" ");
  return {
    type: "error-tracking alert",
    query:
      `error-tracking("${search}").source("all").new().rollup("count").by("@issue.id")` +
      `.last("${over}") ${limits.is} ${number(limits.critical)}`,
    monitorThresholds: thresholds(limits),
    by: ["@issue.id"],
  };
}

function thresholds({ warning, critical }: Limits): Alert["monitorThresholds"] {
  return {
    critical: number(critical),
    ...(warning !== undefined && { warning: number(warning) }),
  };
}

/** Without an exponent, which Datadog's grammar does not have, and without a binary fraction's tail. */
function number(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}

function within(tags: Tags): string {
  const pairs = Object.entries(tags).map(([key, value]) => `${key}:${value}`);
  return `{${pairs.join(",") || "*"}}`;
}

function grouped(by: readonly string[]): string {
  return by.length === 0 ? "" : ` by {${by.join(",")}}`;
}
