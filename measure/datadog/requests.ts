import type { Measurement } from "../../rollout/gate.ts";
import type { Answer } from "../limit.ts";
import { inconclusive } from "../verdict.ts";
import type { Datadog } from "./client.ts";
import { readSeries } from "./series.ts";
import { count, moment } from "./words.ts";

/**
 * How many requests a query counted between two moments (Unix seconds); undefined where it has no
 * data. Throws where there is no answer to read.
 */
export async function countRequests(
  datadog: Datadog,
  query: string,
  from: number,
  to: number,
): Promise<number | undefined> {
  const points = readSeries(await datadog.query(query, from, to)).flatMap((one) => one.points);
  return points.length === 0 ? undefined : points.reduce((total, point) => total + point, 0);
}

/** Judge whether a stage has seen requests enough for its monitors to mean anything. */
export function judgeRequests(
  version: string,
  counted: Answer<number | undefined>,
  since: number,
  least: number,
): Measurement {
  const name = `requests of ${version}`;
  if (!counted.ok) return inconclusive(name, counted.failed);
  const wanted = `since ${moment(since)}, at least ${count(least)} needed`;
  if (counted.value === undefined) return inconclusive(name, `no data ${wanted}`);
  const seen = `${count(counted.value)} ${wanted}`;
  return counted.value < least ? inconclusive(name, seen) : { name, verdict: "open", seen };
}
