import type { Sources } from "../../rollout/sources.ts";
import type { AppMetrics, Metrics, Operations } from "./metrics.ts";
import type { Alert, Tags } from "./query.ts";

/** Two numbers: where an alert warns, and where it is critical. */
export interface Levels {
  readonly warning: number;
  readonly critical: number;
}

/** Where alerts fire. The checklist names the first three; the others' defaults are this program's. */
export interface Thresholds {
  /** Failed requests, in percent of a release's: above 1 and 5. */
  readonly errorRate: Levels;
  /** The 95th percentile of a release's response time, in milliseconds: above 200 and 500. */
  readonly latency: Levels;
  /** The canary's 95th percentile over stable's: above 1.5 and 2. */
  readonly latencyRatio: Levels;
  /** The 95th percentile of a database query, in milliseconds: above 100 and 250. */
  readonly databaseQuery: Levels;
  /** The 95th percentile of a Redis command, in milliseconds: above 20 and 100. */
  readonly redisCommand: Levels;
  /** Connections in use, in percent of what there may be: above 80 and 90. */
  readonly connections: Levels;
  /** CPU in use, in percent: above 80 and 90. */
  readonly cpu: Levels;
  /** Memory in use, in percent: above 80 and 90. */
  readonly memory: Levels;
  /** Failed calls to third parties, in percent: above 1 and 5. */
  readonly thirdParties: Levels;
  /** Failed payments, in percent: above 1 and 5. */
  readonly payments: Levels;
  /** Checkouts that became an order, in percent: below 50 and 30. */
  readonly checkouts: Levels;
  /** Days that a certificate must still be good for: 20. */
  readonly certificateDays: number;
}

/** What is watched, and as what Datadog knows it. */
export interface Watched extends Sources {
  /** The value of the `service` tag, e.g. `shop`. */
  readonly service: string;
  /** The value of the `env` tag, e.g. `production`. */
  readonly env: string;
  readonly operations: Operations;
  readonly metrics: AppMetrics;
}

/** What definitions are made from. */
export interface Subject {
  readonly watched: Watched;
  readonly metrics: Metrics;
  readonly thresholds: Thresholds;
  /** The tags `service` and `env`. */
  readonly tags: Tags;
  /** The `version` tags of the two releases, where there are two. */
  readonly versions?: { readonly stable: string; readonly canary: string } | undefined;
}

/** What a monitor queries and says. */
export interface Definition {
  readonly alert: Alert;
  /**
   * The state of a monitor without data: No Data, and somebody is notified; No Data; or nought, for what
   * is reported only when it happens.
   */
  readonly silence: "notify" | "show" | "nought";
  /** 1 pages, 2 is for working hours. */
  readonly priority: 1 | 2;
  /** What an alert means, and what to do. */
  readonly means: string;
  readonly todo: string;
  /** Seconds that its metrics come late. */
  readonly delay: number;
}

/** Definitions by the key of their monitor. */
export type Definitions = Readonly<Record<string, Definition>>;

/** Seconds that metrics of traces and logs may come late. */
export const APP_DELAY = 60;
