import type { Measurement } from "../../rollout/gate.ts";
import { splitOf, type Served } from "../../rollout/share.ts";
import { totalOf, type Requests } from "./requests.ts";
import { count, quantity } from "./text.ts";

/** Seconds that a DNS answer is kept, the TTL of the weighted records: how long requests come in lumps. */
const KEPT = 60;

/**
 * The canary's share of all requests since its stage was entered (Unix seconds), beside the one that was
 * declared. It never closes: visitors on the wrong leg are reported, and are no fault of the release.
 */
export function judgeShare(
  version: string,
  requests: Requests,
  {
    since,
    now,
    declared,
  }: { readonly since: number; readonly now: number; readonly declared: number },
): Measurement[] {
  const stretches = stretchesOf(requests, since, now);
  const split = splitOf(declared / 100, stretches);
  if (!split) return [];
  const all = stretches.reduce((total, { canary, stable }) => total + canary + stable, 0);
  const share = `${quantity(split.measured * 100, "%")} of ${count(Math.round(all))} requests measured, ${declared} % declared`;
  const name = `share of ${version}`;
  return [
    split.mismatch === true
      ? {
          name,
          verdict: "warning",
          observed: `${share}: more than chance and the lumps of DNS explain (p < 0.0001); checks count too, and resolvers that keep answers longer`,
        }
      : { name, verdict: "open", observed: share },
  ];
}

/** By the time that an answer is kept. The first one is still of the stage before; the last may be cut. */
function stretchesOf({ canary, stable }: Requests, since: number, now: number): Served[] {
  const width = Math.max(KEPT, ...[...canary, ...stable].map(({ from, to }) => to - from));
  const whole = Math.floor((now - since) / width);
  const number = (from: number) => Math.floor((from - since) / width);
  const within = (points: Requests["canary"], one: number) =>
    totalOf(points.filter(({ from }) => number(from) === one));
  const numbers = Array.from({ length: whole }, (_, one) => one);
  const stretches = numbers.map((one) => ({
    canary: within(canary, one),
    stable: within(stable, one),
  }));
  return whole > 1 ? stretches.slice(1) : [{ canary: totalOf(canary), stable: totalOf(stable) }];
}
