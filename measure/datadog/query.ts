/** What a monitor's query says of itself, as far as this program knows its kind. */
export interface MonitorQuery {
  /** Its window, in seconds. */
  readonly window?: number | undefined;
  /** How the value is compared with the threshold. */
  readonly comparator?: Comparator | undefined;
  /** The tags that it has a state for each value of. */
  readonly by: readonly string[];
  /** How the value is come by. */
  readonly value?: Plain | Ratio | undefined;
}

export type Comparator = ">" | ">=" | "<" | "<=" | "==" | "!=";

/**
 * One series, taken together over the window. A percentile of the whole window cannot be computed from
 * those of its points: it is somewhere between them.
 */
export interface Plain {
  readonly series: readonly [string];
  readonly aggregate: "avg" | "sum" | "min" | "max" | "percentile";
}

/** Two counts, each summed over the window, and one divided by the other. */
export interface Ratio {
  readonly series: readonly [numerator: string, denominator: string];
  readonly factor: number;
}

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86400, w: 604800 };
const COMPARED = /(>=|<=|==|!=|>|<)\s*-?\d+(?:\.\d+)?\s*$/;
const GROUPED = /\bby\s*\{([^}]*)\}|\.by\(([^)]*)\)/g;
const WINDOW = /last_(\d+)([mhdw])\b|\.last\("(\d+)([mhdw])"\)/;
const METRIC =
  /^(avg|sum|min|max|percentile)\(last_\d+[mhdw]\):(.+?)\s*(?:>=|<=|==|!=|>|<)[^<>=!]*$/s;
const COUNT = String.raw`sum:[\w.]+\{[^}]*\}(?:\s*by\s*\{[^}]*\})?\.as_count\(\)`;
const RATIO = new RegExp(String.raw`^(${COUNT})\s*/\s*(${COUNT})(?:\s*\*\s*(\d+(?:\.\d+)?))?$`);

/** Read a monitor's query. https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor */
export function readQuery(query: string): MonitorQuery {
  const [, count, unit, logCount, logUnit] = WINDOW.exec(query) ?? [];
  const seconds = Number(count ?? logCount) * (UNITS[unit ?? logUnit ?? ""] ?? NaN);
  return {
    window: Number.isNaN(seconds) ? undefined : seconds,
    comparator: COMPARED.exec(query)?.[1] as Comparator | undefined,
    by: [...query.matchAll(GROUPED)].flatMap(([, tags, fields]) =>
      (tags ?? fields ?? "").replaceAll('"', "").split(/\s*,\s*/),
    ),
    value: readValue(query.trim()),
  };
}

/** The metric that a query reads, where it reads one. */
export function metricOf(query: string): string | undefined {
  return /^\w+:([\w.]+)\{/.exec(query)?.[1];
}

/**
 * A ratio of counts is divided after both are summed, not point by point.
 * https://docs.datadoghq.com/monitors/guide/as-count-in-monitor-evaluations/
 */
function readValue(query: string): Plain | Ratio | undefined {
  const [, aggregate, expression] = METRIC.exec(query) ?? [];
  if (aggregate === undefined || expression === undefined) return undefined;
  const [, numerator, denominator, factor] = RATIO.exec(expression) ?? [];
  if (aggregate === "sum" && numerator !== undefined && denominator !== undefined) {
    return { series: [numerator, denominator], factor: Number(factor ?? 1) };
  }
  // Other arithmetic over counts is divided after summing too, which the points do not contain.
  if (expression.includes(".as_count()") && /[/*]/.test(expression.replaceAll(/\{[^}]*\}/g, "")))
    return undefined;
  return { series: [expression], aggregate: aggregate as Plain["aggregate"] };
}
