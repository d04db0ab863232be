import type { Tags } from "./series.ts";

/** One metric of a query: `p95:trace.http.server.request{env:production} by {version}`. */
export interface Plain {
  readonly is: "series";
  readonly aggregate: "sum" | "avg" | "min" | "max" | "p95";
  readonly metric: string;
  readonly scope: Tags;
  readonly by: readonly string[];
  /** Whether it counts, so that a window's sum is what it holds. */
  readonly counts: boolean;
}

/** What a query computes. */
export type Expression =
  | Plain
  | { readonly is: "number"; readonly value: number }
  | {
      readonly is: "/" | "*";
      readonly left: Expression;
      readonly right: Expression;
    };

/** A metric monitor's query. */
export interface MonitorQuery {
  readonly reduce: "sum" | "avg" | "max" | "percentile";
  /** How far back it queries, in seconds. */
  readonly window: number;
  readonly expression: Expression;
  readonly comparator: ">" | ">=" | "<";
}

const SECONDS = { m: 60, h: 3600, d: 86_400 } as const;
const WHOLE = /^(sum|avg|max|percentile)\(last_(\d+)([mhd])\):(.+?) (>=|>|<) -?[\d.]+$/;
const SERIES = /^(sum|avg|min|max|p95):([\w.]+)\{([^}]*)\}(?: by \{([^}]*)\})?(\.as_count\(\))?$/;

/**
 * Read a metric monitor's query, as far as the program declares such; anything else is refused, so
 * that no rehearsal passes on a query that was not understood.
 * https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor
 */
export function parseQuery(query: string): MonitorQuery {
  return newErrors(query) ?? metric(query);
}

/** The count of new issues of Error Tracking, by the issue. */
export const NEW_ISSUES = "error-tracking.new";

const ERRORS =
  /^error-tracking\("([^"]*)"\)\.source\("all"\)\.new\(\)\.rollup\("count"\)\.by\("(@issue\.id)"\)\.last\("(\d+)([mhd])"\) >= [\d.]+$/;

/** https://docs.datadoghq.com/monitors/types/error_tracking/ */
function newErrors(query: string): MonitorQuery | undefined {
  const [, search = "", by = "", many, unit] = ERRORS.exec(query) ?? [];
  if (many === undefined) return undefined;
  return {
    reduce: "sum",
    window: Number(many) * SECONDS[unit as keyof typeof SECONDS],
    comparator: ">=",
    expression: {
      is: "series",
      aggregate: "sum",
      metric: NEW_ISSUES,
      scope: tagsOf(search.split(" ").join(",")),
      by: [by],
      counts: true,
    },
  };
}

function metric(query: string): MonitorQuery {
  const [, reduce, many, unit, expression, comparator] = WHOLE.exec(query) ?? [];
  if (reduce === undefined || expression === undefined) throw unsupported("query", query);
  return {
    reduce: reduce as MonitorQuery["reduce"],
    window: Number(many) * SECONDS[unit as keyof typeof SECONDS],
    expression: parseExpression(expression),
    comparator: comparator as MonitorQuery["comparator"],
  };
}

/** From left to right: `/` and `*` bind alike. */
function parseExpression(text: string): Expression {
  const [first = "", ...rest] = text.split(/ ([/*]) /);
  let whole = parseTerm(first);
  for (let index = 0; index < rest.length; index += 2) {
    whole = {
      is: rest[index] as "/" | "*",
      left: whole,
      right: parseTerm(rest[index + 1] ?? ""),
    };
  }
  return whole;
}

function parseTerm(text: string): Expression {
  if (/^\d+(\.\d+)?$/.test(text)) return { is: "number", value: Number(text) };
  const [, aggregate, metric, scope, by, counts] = SERIES.exec(text) ?? [];
  if (metric === undefined) throw unsupported("series", text);
  return {
    is: "series",
    aggregate: aggregate as Plain["aggregate"],
    metric,
    scope: tagsOf(scope ?? ""),
    by: by === undefined ? [] : by.split(","),
    counts: counts !== undefined,
  };
}

function tagsOf(scope: string): Tags {
  if (scope === "*" || scope === "") return {};
  const pairs = scope.split(",").map((pair) => {
    const [, key, value] = /^([\w.-]+):([^\s!*]+)$/.exec(pair.trim()) ?? [];
    if (key === undefined || value === undefined) throw unsupported("filter", pair);
    return [key, value];
  });
  return Object.fromEntries(pairs) as Tags;
}

function unsupported(what: string, text: string): Error {
  return new Error(
    `the rehearsal cannot evaluate the ${what} ${text} of a monitor: add such a ${what} to rehearsal/metrics/query.ts`,
  );
}
