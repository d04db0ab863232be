import { TRAILING } from "../../rollout/comparison.ts";
import { comparison, groupsIn, type MonitorShape } from "./shape.ts";

/** A metric query of a monitor: `sum(last_5m):… > 5`. */
const METRIC = /^(?:avg|sum|min|max|count|last|percentile|change|pct_change)\(/;

/** Seconds: a trace that takes longer than this is not what a threshold on traces is about. */
const MOST_SECONDS = 10;

export function* faultsOfQuery(monitor: MonitorShape) {
  const { type, query } = monitor;
  const hasComparison = type !== "composite" && type !== "service check";
  if (hasComparison && !comparison(monitor)) {
    yield "query does not end with a comparison and a number";
  }
  if (type === "query alert" || type === "metric alert") yield* faultsOfMetricQuery(query);
  if (type === "service check") yield* faultsOfServiceCheck(monitor);
  if (type === "slo alert") yield* faultsOfSloAlert(query);
  if (type.endsWith(" alert") && query.includes(".last(")) yield* faultsOfEventQuery(query);
}

/** Windows: the API's description of monitor queries, https://docs.datadoghq.com/api/latest/monitors/ */
function* faultsOfMetricQuery(query: string) {
  const [, amount = "", unit = ""] = /\(last_(\d+)([mhdw])\)/.exec(query) ?? [];
  const most = { m: 10080, h: 168, d: 1, w: 1 }[unit];
  if (!METRIC.test(query) || most === undefined || Number(amount) < 1 || Number(amount) > most) {
    yield "query has no window that Datadog takes: last_#m (1 to 10080), last_#h (1 to 168), last_1d, last_1w";
  }
  // It answers with an empty series, and no error.
  if (/\bp\d\d:trace\.\S+\.duration\b/.test(query)) {
    yield "query asks a percentile of .duration, a gauge: the distribution is trace.<operation>";
  }
  const seconds = TRAILING.exec(query);
  // A ratio of two times is in no unit.
  const isTime = /\bp\d\d:trace\./.test(query) && !query.includes(" / ");
  if (isTime && Number(seconds?.[2]) >= MOST_SECONDS) {
    yield `query compares a trace's time with ${seconds?.[2] ?? ""}: it is in seconds`;
  }
}

/** https://github.com/DataDog/terraform-provider-datadog/issues/1202 */
function* faultsOfServiceCheck({ query, monitorThresholds = {} }: MonitorShape) {
  if (!/\.over\(\s*"[^)]+"\s*\)/.test(query)) yield "query of a service check needs .over(…)";
  if (groupsIn(query).length === 0) yield "query of a service check needs .by(…)";
  const last = Number(/\.last\((\d+)\)/.exec(query)?.[1]);
  const most = Math.max(...Object.values(monitorThresholds).map(Number));
  if (!(last >= most) || last > 100) {
    yield `query's .last(${last}) is not between the highest threshold (${most}) and 100`;
  }
}

function* faultsOfSloAlert(query: string) {
  const operator = TRAILING.exec(query.trim())?.[1];
  if (operator !== undefined && operator !== ">" && operator !== ">=") {
    yield `query of an SLO compares with ${operator}: it takes > and >= alone`;
  }
  if (!/\.over\("(7d|30d|90d)"\)/.test(query)) yield "query of an SLO is over 7d, 30d or 90d";
}

function* faultsOfEventQuery(query: string) {
  // https://github.com/DataDog/terraform-provider-datadog/issues/1125
  if (query.includes("'")) yield "query has text in single quotes: it takes double ones";
  const [, amount = "", unit = ""] = /\.last\("(\d+)([mhd])"\)/.exec(query) ?? [];
  const minutes = Number(amount) * ({ m: 1, h: 60, d: 1440 }[unit] ?? Number.NaN);
  if (!(minutes >= 1 && minutes <= 2880)) yield "query's .last(…) is 1 minute to 2880 minutes";
}
