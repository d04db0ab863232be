import type { Properties } from "../clouds/index.ts";
import type { Between, DatadogOrders } from "./orders.ts";
import { groupsOf, type DeclaredMonitor } from "./declared.ts";

/** A metric as it is, of all that sends it. */
const PLAIN = /^avg:([\w.]+)\{[^}]*\}$/;
const COUNT = /^sum:([\w.]+)\{([^}]*)\}(?:\s*by\s*\{[^}]*\})?\.as_count\(\)$/;

/** A series: its tags, and its total or level over the time that is requested. */
interface Line {
  readonly tags: readonly string[];
  readonly value: number;
  /** Whether points add up to the value, or each has it. */
  readonly adds: boolean;
}

/**
 * What `GET /api/v1/query` answers: what a monitor measures where it is a monitor's query, requests
 * where another count is requested, something of a metric alone, and nothing of what was never sent.
 * https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points
 */
export function queryAnswer(
  params: { readonly query: string; readonly from: number; readonly to: number },
  monitors: readonly DeclaredMonitor[],
  orders: DatadogOrders,
): Properties {
  const { query, from, to } = params;
  const series = split(query).flatMap((expression, index) =>
    linesOf(expression, monitors, orders, { from, to }).map((line) =>
      seriesAnswer(expression, index, line, { from, to }),
    ),
  );
  return {
    status: "ok",
    res_type: "time_series",
    query,
    from_date: from * 1000,
    to_date: to * 1000,
    series,
    message: "",
    group_by: [],
  };
}

function linesOf(
  expression: string,
  monitors: readonly DeclaredMonitor[],
  orders: DatadogOrders,
  between: Between,
): Line[] {
  const plain = PLAIN.exec(expression)?.[1];
  if (plain !== undefined && orders.unsent().includes(plain)) return [];
  for (const monitor of monitors) {
    const [, measured, comparator] = /\):(.+?)\s*([<>=!]=?)[^<>=!]*$/s.exec(monitor.query) ?? [];
    if (measured === undefined) continue;
    const values = groupsOf(monitor, orders);
    if (measured === expression) {
      const adds = COUNT.test(expression);
      return values.flatMap(({ group, state, value }) =>
        state === "No Data"
          ? []
          : { tags: tagsOf(group), value: value ?? levelIn(state, monitor, comparator), adds },
      );
    }
    // The upper half of a ratio: so many of the requests that the ratio comes out as was set, or as
    // is best.
    if (measured.startsWith(`${expression} / `)) {
      const factor = Number(/\*\s*([\d.]+)$/.exec(measured)?.[1] ?? 1);
      const best = comparator?.startsWith("<") ? factor : 0;
      return requestLines(expression, orders, between).map((line) => {
        const group = values.find((one) => one.group === line.tags.join(",") || one.group === "*");
        return { ...line, value: (line.value * (group?.value ?? best)) / factor };
      });
    }
  }
  if (plain !== undefined) return [{ tags: [], value: 1, adds: false }];
  return COUNT.test(expression) ? requestLines(expression, orders, between) : [];
}

/** What a monitor measures that was put into a state, and no value was given with it. */
function levelIn(
  state: string,
  { thresholds: { critical = 0, warning = critical } }: DeclaredMonitor,
  comparator = ">",
): number {
  const [good, bad] = comparator.startsWith("<") ? [2, 0.5] : [0.5, 2];
  if (state === "Alert") return critical === 0 ? 1 : critical * bad;
  if (state === "Warn") return (warning + critical) / 2;
  return good * (good > 1 ? Math.max(warning, critical) : Math.min(warning, critical));
}

/** Requests: of the version in the query's scope, or of each where it is grouped, or of all. */
function requestLines(expression: string, orders: DatadogOrders, between: Between): Line[] {
  const scoped = /\bversion:([^,}]+)/.exec(expression)?.[1];
  const requests = [...orders.requests(between)].filter(
    ([version]) => scoped === undefined || version === scoped,
  );
  const lines = requests.map(([version, value]) => ({ tags: [`version:${version}`], value }));
  if (scoped !== undefined || /\bby\s*\{[^}]*\bversion\b/.test(expression))
    return lines.map((line) => ({ ...line, adds: true }));
  const total = lines.reduce((sum, { value }) => sum + value, 0);
  return lines.length === 0 ? [] : [{ tags: [], value: total, adds: true }];
}

const POINTS = 5;

function seriesAnswer(
  expression: string,
  index: number,
  { tags, value, adds }: Line,
  { from, to }: Between,
): Properties {
  const step = Math.max(1, Math.floor((to - from) / POINTS));
  return {
    metric: COUNT.exec(expression)?.[1] ?? expression,
    expression,
    scope: tags.length === 0 ? "*" : tags.join(","),
    tag_set: tags,
    query_index: index,
    interval: step,
    length: POINTS,
    start: from * 1000,
    end: to * 1000,
    unit: null,
    aggr: "sum",
    pointlist: Array.from({ length: POINTS }, (_, point) => [
      (from + point * step) * 1000,
      adds ? value / POINTS : value,
    ]),
  };
}

function tagsOf(group: string): string[] {
  return group === "*" ? [] : group.split(",");
}

/** The queries of a list: commas within braces or parentheses separate nothing. */
function split(queries: string): string[] {
  return (queries.match(/(?:\{[^}]*\}|\([^)]*\)|[^,])+/g) ?? []).map((query) => query.trim());
}
