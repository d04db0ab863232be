/** A number that Datadog is queried for, as a part of what there may be at most. */
export interface Gauge {
  readonly metric: string;
  /** What narrows it, as `key:value`. */
  readonly tag: string;
  /** How its series are taken together, where it has several. */
  readonly of: "avg" | "max" | "sum";
  /** Its value when nothing is left: a number, 100 where it is in percent; or a metric that has it. */
  readonly limit: number | string;
  /** Seconds that it comes late. */
  readonly delay: number;
  /** Who sends it to Datadog. */
  readonly sender: string;
}

/** A metric of a source. Its limit is absent where the source does not send it. */
export interface Metric extends Pick<Gauge, "metric" | "of"> {
  readonly limit?: Gauge["limit"] | undefined;
}

/** A metric that a source has, with its limit, or why it has none. */
export type Part = Required<Metric> | { readonly none: string };

/** What a source sends to Datadog. */
export interface Preset extends Pick<Gauge, "delay" | "sender"> {
  /** The keys of the tags that narrow its metrics to one database or cache. */
  readonly keys: readonly [string, ...string[]];
  readonly connections: Metric;
}

/** Seconds that metrics which Datadog's Agent or a vendor sends may come late. */
export const SENT_DELAY = 60;

/** CloudWatch's come later: https://docs.datadoghq.com/monitors/guide/troubleshooting-no-data/ */
export const CLOUDWATCH_DELAY = 900;

/** Seconds that a metric comes late, by its name: those of AWS come from CloudWatch. */
export function delayOf(metric: string): number {
  return metric.startsWith("aws.") ? CLOUDWATCH_DELAY : SENT_DELAY;
}
