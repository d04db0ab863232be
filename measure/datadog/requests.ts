import type { Measurement } from "../../rollout/gate.ts";
import type { Answer } from "../limit.ts";
import { inconclusive } from "../verdict.ts";
import type { Datadog } from "./client.ts";
import { readSeries, type Point } from "./series.ts";
import { count, timestamp } from "./text.ts";

/** Seconds, the window of the app's monitors: a release without a request for so long proves nothing. */
const STALE = 300;

/** The requests of both releases, counted over the same points. */
export interface Requests {
  readonly canary: readonly Point[];
  readonly stable: readonly Point[];
}

/**
 * The requests that two queries counted between two times (Unix seconds). Throws where there is no
 * answer to read.
 */
export async function countRequests(
  datadog: Datadog,
  queries: { readonly canary: string; readonly stable: string },
  from: number,
  to: number,
): Promise<Requests> {
  const answer = await datadog.query(`${queries.canary},${queries.stable}`, from, to);
  const series = readSeries(answer, true);
  const pointsOf = (index: number) =>
    series
      .filter(({ query }) => query === index)
      .flatMap(({ points }) => points)
      .filter((point) => point.to > from && point.from < to);
  return { canary: pointsOf(0), stable: pointsOf(1) };
}

export function totalOf(points: readonly Point[]): number {
  return points.reduce((total, { value }) => total + value, 0);
}

/** Judge whether a stage has had requests enough, and lately, for its monitors to mean anything. */
export function judgeRequests(
  version: string,
  counted: Answer<Requests>,
  { since, now, least }: { readonly since: number; readonly now: number; readonly least: number },
): Measurement {
  const name = `requests of ${version}`;
  if (!counted.ok) return inconclusive(name, counted.failed);
  const { canary } = counted.value;
  const wanted = `since ${timestamp(since)}, at least ${count(least)} needed`;
  if (!canary.some(({ value }) => value > 0)) return inconclusive(name, `no data ${wanted}`);
  const total = totalOf(canary);
  const observed = `${count(total)} ${wanted}`;
  if (total < least) return inconclusive(name, observed);
  const last = Math.max(...canary.filter(({ value }) => value > 0).map(({ to }) => to));
  return now - last > STALE
    ? inconclusive(name, `${observed}; the last one came before ${timestamp(last)}`)
    : { name, verdict: "open", observed };
}
