/**
 * The forms of a monitor's query that Datadog documents, and the case of each in its own pages:
 * https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const OPERATOR = "(?:<=|>=|<|>|==|!=)";
/** `last_#m` of 1 to 10080, `last_#h` of 1 to 168, `last_1d`, `last_1w`. */
const WINDOW = String.raw`last_(?:\d{1,5}m|\d{1,3}h|1d|1w)`;
/** A metric, its tags, and the keys that it is apart by; with a modifier, as in `.as_count()`. */
const METRIC = String.raw`[a-z]\w*(?:\.\w+)*\{[^{}]+\}(?: by \{[\w,.]+\})?(?:\.as_(?:count|rate)\(\))?`;
const AGGREGATED = (space: string) => `(?:${space}):${METRIC}`;
/** Metrics and numbers, in arithmetic: https://docs.datadoghq.com/metrics/guide/nested-queries/ */
const SUM = (space: string) =>
  `${AGGREGATED(space)}(?: [*/+-] (?:${NUMBER}|${AGGREGATED(space)}))*`;

const FORMS: Readonly<Record<string, RegExp>> = {
  // time_aggr(time_window):space_aggr:metric{tags} [by {key}] operator #
  metric: new RegExp(
    `^(?:avg|sum|max|min)\\(${WINDOW}\\):${SUM("avg|sum|min|max")} ${OPERATOR} ${NUMBER}$`,
  ),
  // https://docs.datadoghq.com/monitors/types/metric/ (Percentile alert)
  percentile: new RegExp(
    `^(?:percentile|avg)\\(${WINDOW}\\):${SUM(String.raw`p\d\d(?:\.\d+)?`)} ${OPERATOR} ${NUMBER}$`,
  ),
  // error-tracking(query).source(source).new()/.impact().rollup(rollup_method).by(group_by).last(time_window) operator #
  errorTracking:
    /^error-tracking\("[^"]*"\)(?:\.source\("\w+"\))?(?:\.(?:new|impact)\(\))?\.rollup\("\w+"(?:, "[^"]+")?\)(?:\.by\("[^"]+"\))?\.last\("\d+[mhd]"\) (?:<=|>=|<|>) \d+$/,
};

/** The form that a query is of; none where Datadog documents none such. */
export function form(query: string): string | undefined {
  return Object.entries(FORMS).find(([, pattern]) => pattern.test(query))?.[0];
}

/** Queries that are of no documented form. */
export const REFUSED: readonly string[] = [
  "avg(last_5m):avg:system.cpu.idle{*}",
  "avg(5m):avg:system.cpu.idle{*} > 90",
  "avg(last_5m):system.cpu.idle{*} > 90",
  "median(last_5m):avg:system.cpu.idle{*} > 90",
  "avg(last_5m):avg:system.cpu.idle > 90",
  'error-tracking("service:shop").last("5m") >= 1',
];
