import type { ExpectedMonitor } from "../expected.ts";
import { readQuery, type Plain, type Ratio } from "./query.ts";
import type { Point, Series } from "./series.ts";

/** What a release's visitors had in a while; null where Datadog has no number. */
export interface ReleasePoint {
  /** Requests a second. */
  readonly requests: number | null;
  /** In percent of the requests. */
  readonly errors: number | null;
  /** The 95th percentile of the response time, in milliseconds. */
  readonly p95: number | null;
}

/** Both releases in a period that ended at a time (Unix seconds). */
export interface TrafficPoint {
  readonly at: number;
  readonly stable: ReleasePoint;
  readonly canary: ReleasePoint;
}

/** The queries of the monitors of errors and of response times, which break both down by release. */
export interface TrafficQueries {
  readonly errors: Ratio;
  readonly latency: Plain;
  /** Milliseconds that a unit of the response time has. */
  readonly milliseconds: number;
}

/** How the declared monitors measure traffic; undefined where they do not. */
export function trafficQueries(expected: readonly ExpectedMonitor[]): TrafficQueries | undefined {
  const of = (key: string) => {
    const one = expected.find((monitor) => monitor.key === key);
    return { unit: one?.unit, value: readQuery(one?.declared?.query ?? "").value };
  };
  const [errors, latency] = [of("error-rate"), of("latency")];
  if (!errors.value || !("factor" in errors.value)) return undefined;
  if (!latency.value || "factor" in latency.value) return undefined;
  return {
    errors: errors.value,
    latency: latency.value,
    milliseconds: latency.unit === "s" ? 1000 : 1,
  };
}

/** The query for all of it at once: failed requests, all requests, response times. */
export function queryOf({ errors, latency }: TrafficQueries): string {
  return [...errors.series, ...latency.series].join(",");
}

/**
 * What the series say of each release, oldest first. A period that is not over yet is left out: it
 * would have fewer requests than there are.
 *
 * @param tags the tag of each release
 * @param now Unix seconds
 */
export function trafficPoints(
  series: readonly Series[],
  { errors, milliseconds }: TrafficQueries,
  tags: { readonly stable: string; readonly canary: string | undefined },
  now: number,
): TrafficPoint[] {
  const at = (query: number, tag: string | undefined) =>
    new Map(
      series
        .filter((one) => one.query === query && tag !== undefined && one.tags.includes(tag))
        .flatMap(({ points }) => points)
        .filter(({ to }) => to <= now)
        .map((point): [number, Point] => [point.to, point]),
    );
  const release = (tag: string | undefined) => {
    const [failed, all, times] = [at(0, tag), at(1, tag), at(2, tag)];
    const point = (to: number): ReleasePoint => {
      const hits = all.get(to);
      const time = times.get(to);
      const seconds = hits ? hits.to - hits.from : 0;
      return {
        requests: hits && seconds > 0 ? hits.value / seconds : null,
        // A count that nothing was added to has no series.
        errors:
          hits && hits.value > 0
            ? ((failed.get(to)?.value ?? 0) / hits.value) * errors.factor
            : null,
        p95: time ? time.value * milliseconds : null,
      };
    };
    return { times: [...all.keys(), ...times.keys()], point };
  };
  const [stable, canary] = [release(tags.stable), release(tags.canary)];
  return [...new Set([...stable.times, ...canary.times])]
    .sort((a, b) => a - b)
    .map((to) => ({ at: to, stable: stable.point(to), canary: canary.point(to) }));
}
