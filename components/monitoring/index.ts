/** What watches a rollout at Datadog. */
export type { ChecksArgs, Step } from "./checksArgs.ts";
export type { Levels, Thresholds, Watched } from "./definition.ts";
export type { DrainArgs } from "./drain.ts";
export type { AppMetrics, Operations } from "./metrics.ts";
export { Monitoring, type MonitoringArgs, type WatchedRelease } from "./monitoring.ts";
export { Monitors } from "./monitors.ts";
export type { MonitorsArgs } from "./shapes.ts";
