import type { Expression, MonitorQuery, Plain } from "./query.ts";
import type { Series } from "./series.ts";

/** What a query measures, by its group: `version:1.5.0`, or `*` where it has none. */
export type Values = ReadonlyMap<string, number>;

/** A stretch of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In how many points a window is drawn where it is not reduced as a whole. */
const POINTS = 5;

/**
 * What a monitor's query measures over a window. A sum or a percentile is of the whole window, and a
 * ratio of counts one of sums; an average or a maximum is of the window's points, each computed alone.
 * https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/
 */
export function evaluate({ reduce, expression }: MonitorQuery, series: Series, span: Span): Values {
  if (reduce === "sum" || reduce === "percentile") return compute(expression, series, span);
  const width = (span.to - span.from) / POINTS;
  const points = Array.from({ length: POINTS }, (_, point) =>
    compute(expression, series, {
      from: span.from + point * width,
      to: span.from + (point + 1) * width,
    }),
  );
  const groups = new Set(points.flatMap((one) => [...one.keys()]));
  return new Map(
    [...groups].map((group) => {
      const values = points.flatMap((one) => one.get(group) ?? []);
      return [group, reduce === "max" ? Math.max(...values) : mean(values)];
    }),
  );
}

function compute(expression: Expression, series: Series, span: Span): Values {
  switch (expression.is) {
    case "number":
      return new Map([["*", expression.value]]);
    case "series":
      return measure(expression, series, span);
    default:
      return combine(expression, series, span);
  }
}

/**
 * A gauge's series are each taken together over time first, to what they were on average, and then added
 * up: https://docs.datadoghq.com/metrics/#time-and-space-aggregation
 */
function measure(requested: Plain, series: Series, span: Span): Values {
  const { aggregate, metric, scope, by, counts } = requested;
  const match = series.find(metric, scope, span.from, span.to);
  const groups = Map.groupBy(match, ({ tags }) =>
    by.length === 0 ? "*" : by.map((key) => `${key}:${tags[key] ?? "N/A"}`).join(","),
  );
  return new Map(
    [...groups].map(([group, lines]) => [
      group,
      reduced(
        aggregate === "sum" && !counts
          ? lines.map(({ values }) => mean(values))
          : lines.flatMap(({ values }) => values),
        aggregate,
      ),
    ]),
  );
}

/** Group by group; a side without groups stands for each. A count that is missing is none. */
function combine(
  { is, left, right }: Exclude<Expression, Plain | { readonly is: "number" }>,
  series: Series,
  span: Span,
): Values {
  const [one, other] = [compute(left, series, span), compute(right, series, span)];
  const groups = new Set([...one.keys(), ...other.keys()]);
  if (groups.size > 1) groups.delete("*");
  return new Map(
    [...groups].flatMap((group): [string, number][] => {
      const a = one.get(group) ?? one.get("*") ?? (countsOnly(left) ? 0 : undefined);
      const b = other.get(group) ?? other.get("*");
      if (a === undefined || b === undefined || (is === "/" && b === 0)) return [];
      return [[group, is === "/" ? a / b : a * b]];
    }),
  );
}

function countsOnly(expression: Expression): boolean {
  return expression.is === "series" && expression.counts;
}

function reduced(values: readonly number[], how: Plain["aggregate"]): number {
  switch (how) {
    case "sum":
      return values.reduce((sum, value) => sum + value, 0);
    case "avg":
      return mean(values);
    case "min":
      return values.reduce((least, value) => Math.min(least, value), Infinity);
    case "max":
      return values.reduce((most, value) => Math.max(most, value), -Infinity);
    case "p95":
      return percentile(values, 0.95);
  }
}

/** The least value that so many of all do not exceed; NaN where there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
