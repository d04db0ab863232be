import { percentile } from "../metrics/evaluate.ts";

/** Which way a request went. */
export type Leg = "stable" | "canary";

/** A request as a visitor saw it. */
export interface Visited {
  readonly leg: Leg;
  /** The version that served it, where there was an answer that says so. */
  readonly version?: string | undefined;
  /**
   * The status that was none of success, or why there was no answer: visitors request nothing that they
   * may not have.
   */
  readonly failed?: string | undefined;
  readonly ms: number;
  /** Milliseconds since 1970, when it began. */
  readonly at: number;
}

/** What visitors saw of a leg. */
export interface LegTally {
  /** Visitors whom DNS sent there. */
  readonly visitors: number;
  readonly requests: number;
  readonly failed: number;
  /** How often for what: by status, or by the error's code. */
  readonly failures: Readonly<Record<string, number>>;
  /** Milliseconds; NaN where nothing was requested. */
  readonly p50: number;
  readonly p95: number;
  /** When the last request on it began, milliseconds since 1970. */
  readonly last?: number | undefined;
}

/** What clients saw that a weight reaches late or never. */
export interface LastingTally {
  readonly requests: number;
  readonly failed: number;
}

export interface Tally extends Readonly<Record<Leg, LegTally>> {
  readonly lasting: LastingTally;
  /** Requests of all of them by the version that served them. */
  readonly versions: Readonly<Record<string, number>>;
}

/** Counts what visitors get, from when it was made. */
export class Tallies {
  readonly #legs = { stable: newLeg(), canary: newLeg() };
  readonly #lasting = { requests: 0, failed: 0 };
  readonly #versions: Record<string, number> = {};

  public came(leg: Leg): void {
    this.#legs[leg].visitors++;
  }

  public add({ leg, version, failed, ms, at }: Visited): void {
    this.#served(version);
    const counted = this.#legs[leg];
    counted.requests++;
    if (failed !== undefined) counted.failures[failed] = (counted.failures[failed] ?? 0) + 1;
    counted.times.push(ms);
    counted.last = Math.max(counted.last ?? at, at);
  }

  public addLasting(version: string | undefined, failed: boolean): void {
    this.#served(version);
    this.#lasting.requests++;
    if (failed) this.#lasting.failed++;
  }

  public tally(): Tally {
    const { stable, canary } = this.#legs;
    return {
      stable: summed(stable),
      canary: summed(canary),
      lasting: { ...this.#lasting },
      versions: { ...this.#versions },
    };
  }

  #served(version: string | undefined): void {
    if (version !== undefined) this.#versions[version] = (this.#versions[version] ?? 0) + 1;
  }
}

interface Counted {
  visitors: number;
  requests: number;
  readonly failures: Record<string, number>;
  last?: number;
  readonly times: number[];
}

function newLeg(): Counted {
  return { visitors: 0, requests: 0, failures: {}, times: [] };
}

function summed({ visitors, requests, failures, last, times }: Counted): LegTally {
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  return { visitors, requests, failed, failures, p50, p95, last };
}
