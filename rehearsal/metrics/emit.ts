import type { Served } from "../site/site.ts";
import { NEW_ISSUES } from "./query.ts";
import type { Series, Tags } from "./series.ts";

/** What the app is called at Datadog, as the stack file says. */
export interface Names {
  readonly service: string;
  readonly env: string;
  readonly operations: Readonly<Record<"request" | "database" | "redis", string>> & {
    readonly thirdParties?: string | undefined;
  };
  readonly metrics: {
    readonly cpu?: string | undefined;
    readonly memory?: string | undefined;
    readonly integrity?: string | undefined;
    readonly security?: string | undefined;
    readonly payments?: { readonly attempted: string; readonly failed: string } | undefined;
    readonly checkouts?: { readonly started: string; readonly completed: string } | undefined;
  };
}

const APP_CPU = 30;

/** Turns what the app served into Datadog's metrics: traces' counts and distributions, and the app's own. */
export function emitter(series: Series, names: Names) {
  const { service, env, operations, metrics } = names;
  const gauge = (metric: string | undefined, tags: Tags, at: number, value: number) => {
    if (metric !== undefined) series.value(metric, tags, at, value);
  };
  const count = (metric: string | undefined, tags: Tags, at: number) => {
    if (metric !== undefined) series.count(metric, tags, at);
  };
  const call = (
    operation: string | undefined,
    at: number,
    version: string,
    ms: number,
    failed: boolean,
  ) => {
    if (operation === undefined) return;
    const tags = { env, service, version };
    series.count(`trace.${operation}.hits`, tags, at);
    if (failed) series.count(`trace.${operation}.errors`, tags, at);
    series.value(`trace.${operation}`, tags, at, ms / 1000);
  };
  const issues = new Set<string>();
  /** What Error Tracking has detected in no release before is new, once. */
  const raise = (issue: string, tags: Tags, at: number) => {
    if (issues.has(issue)) return;
    issues.add(issue);
    series.count(NEW_ISSUES, { ...tags, "@issue.id": issue }, at);
  };
  return {
    served: (one: Served): void => {
      const { at, version, payment } = one;
      const tags = { env, service, version };
      call(operations.request, at, version, one.ms, one.status >= 500);
      if (one.status >= 500) raise(`${one.status} ${one.path}`, tags, at);
      call(operations.database, at, version, one.database.ms, one.database.failed);
      call(operations.redis, at, version, one.redis.ms, one.redis.failed);
      call(operations.thirdParties, at, version, one.thirdParty.ms, one.thirdParty.failed);
      gauge(metrics.memory, tags, at, one.memory);
      gauge(metrics.cpu, tags, at, APP_CPU);
      gauge(metrics.integrity, tags, at, 0);
      gauge(metrics.security, tags, at, 0);
      if (!payment) return;
      count(metrics.payments?.attempted, tags, at);
      count(metrics.checkouts?.started, tags, at);
      count(
        payment === "failed" ? metrics.payments?.failed : metrics.checkouts?.completed,
        tags,
        at,
      );
    },
  };
}
