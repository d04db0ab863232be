import { percentile } from "../metrics/evaluate.ts";

/** Which way a request went. */
export type Leg = "stable" | "canary";

/** A request as a visitor saw it. */
export interface Visited {
  readonly leg: Leg;
  /** No answer, or one of the server's own failures. */
  readonly failed: boolean;
  readonly ms: number;
  /** Milliseconds since 1970, when it began. */
  readonly at: number;
}

/** What visitors saw of a leg. */
export interface LegTally {
  readonly requests: number;
  readonly failed: number;
  /** Milliseconds; NaN where nothing was asked. */
  readonly p50: number;
  readonly p95: number;
  /** When the last request on it began, milliseconds since 1970. */
  readonly last?: number | undefined;
}

export type Tally = Readonly<Record<Leg, LegTally>>;

/** Counts what visitors see, from when it was made. */
export class Tallies {
  readonly #legs = { stable: newLeg(), canary: newLeg() };

  public add({ leg, failed, ms, at }: Visited): void {
    const counted = this.#legs[leg];
    counted.requests++;
    if (failed) counted.failed++;
    counted.times.push(ms);
    counted.last = Math.max(counted.last ?? at, at);
  }

  public tally(): Tally {
    const { stable, canary } = this.#legs;
    return { stable: summed(stable), canary: summed(canary) };
  }
}

interface Counted {
  requests: number;
  failed: number;
  last?: number;
  readonly times: number[];
}

function newLeg(): Counted {
  return { requests: 0, failed: 0, times: [] };
}

function summed({ requests, failed, last, times }: Counted): LegTally {
  return { requests, failed, p50: percentile(times, 0.5), p95: percentile(times, 0.95), last };
}
