import { z } from "zod";
import type { Plain } from "./query.ts";

const answer = z.object({
  status: z.string().nullish(),
  error: z.string().nullish(),
  series: z.array(
    z.object({
      /** Which of the queries, where several were asked at once. */
      queryIndex: z.number().nullish(),
      /** The tags that it is of, separated by commas. */
      scope: z.string().nullish(),
      tagSet: z.array(z.string()).nullish(),
      /** Moments (Unix milliseconds) and values; null where there is none. */
      pointlist: z.array(z.tuple([z.number(), z.number().nullable()])),
    }),
  ),
});

/** One series of a query's answer. */
export interface Series {
  readonly query: number;
  readonly tags: readonly string[];
  readonly points: readonly number[];
}

/**
 * Read the answer to a metric query, as in
 * https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points. Throws where it is malformed
 * or tells of an error.
 */
export function readSeries(raw: unknown): readonly Series[] {
  const { status, error, series } = answer.parse(raw);
  if (error || status === "error") throw new Error(error || "the query failed");
  return series.map(({ queryIndex, scope, tagSet, pointlist }) => ({
    query: queryIndex ?? 0,
    tags: [...(scope?.split(",") ?? []), ...(tagSet ?? [])],
    points: pointlist.flatMap(([, value]) => value ?? []),
  }));
}

/** All points as one value; undefined where there is none. */
export function aggregate(points: readonly number[], how: Plain["aggregate"]): number | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((total, point) => total + point, 0);
  switch (how) {
    case "sum":
      return sum;
    case "avg":
      return sum / points.length;
    case "min":
      return Math.min(...points);
    case "max":
      return Math.max(...points);
  }
}
