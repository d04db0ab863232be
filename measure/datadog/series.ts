import { z } from "zod";

const answer = z.object({
  status: z.string().nullish(),
  error: z.string().nullish(),
  series: z.array(
    z.object({
      /** Which of the queries, where several were sent at once. */
      query_index: z.number().nullish(),
      /** The tags that it is of, separated by commas. */
      scope: z.string().nullish(),
      tag_set: z.array(z.string()).nullish(),
      /** Seconds that each point stands for. */
      interval: z.number().nullish(),
      /** Times (Unix milliseconds) and values; null where there is none. */
      pointlist: z.array(z.tuple([z.number(), z.number().nullable()])),
    }),
  ),
});

/** One series of a query's answer. */
export interface Series {
  readonly query: number;
  readonly tags: readonly string[];
  readonly points: readonly Point[];
}

/** What was measured from one time up to another (Unix seconds). */
export interface Point {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/**
 * Read the answer to a metric query, as in
 * https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points. Throws where it is malformed
 * or reports an error, and where of several queries (`many`) it does not say which a series is of.
 */
export function readSeries(raw: unknown, many: boolean): readonly Series[] {
  const { status, error, series } = answer.parse(raw);
  // In progress, timed out …: whatever is not ok has not been answered.
  if (error || (status != null && status !== "ok"))
    throw new Error(error || `the query's status is ${status ?? ""}`);
  if (many && series.some(({ query_index: index }) => index == null))
    throw new Error("a series does not say which query it is of");
  return series.map(({ query_index: query, scope, tag_set: tags, interval, pointlist }) => ({
    query: query ?? 0,
    tags: [...(scope?.split(",") ?? []), ...(tags ?? [])],
    points: pointlist.flatMap(([at, value]) =>
      value === null ? [] : { from: at / 1000, to: at / 1000 + (interval ?? 0), value },
    ),
  }));
}
