import type { Signal } from "../../rollout/monitors.ts";
import { readingsOf } from "../../rollout/sources.ts";
import type { Watched } from "./definition.ts";
import { definitionsOf, subjectOf, type DefinitionsArgs } from "./definitions.ts";
import { LOGGED, type AppMetrics, type Calls, type Operations } from "./metrics.ts";

/** A metric that a rollout is judged by. */
export interface Need {
  readonly metric: string;
  /** What it is asked within, e.g. `env:production,service:shop`; of all releases together. */
  readonly scope: string;
  /** What sends it, in words. */
  readonly sender: string;
  /** Whether this program makes it from logs: it counts from then on. */
  readonly made: boolean;
}

/**
 * The metrics that a rollout is judged by, each once: all that monitors cannot do without. Failures are
 * none of them, since there may never have been one.
 */
export function needsOf(args: DefinitionsArgs): readonly Need[] {
  const { circumstances } = args;
  const senders = sendersOf(args);
  // What compares two releases asks for nothing else.
  const one = { ...circumstances, twoReleases: false };
  const needs = definitionsOf({ ...args, versions: undefined, circumstances: one })
    .flatMap(([, { alert, silence }]) => seriesIn(alert.query, silence === "nought"))
    .map(({ metric, scope }): Need => {
      const { sender = "the team", made = false } = senders.get(metric) ?? {};
      return { metric, scope, sender, made: made && circumstances.signal === "logs" };
    });
  return [...new Map(needs.map((one) => [`${one.metric}{${one.scope}}`, one])).values()];
}

/** A query as Datadog takes it: whether anything was measured at all. */
export function queryOf({ metric, scope }: Need): string {
  return `avg:${metric}{${scope}}`;
}

const SERIES = /\w+:([\w.]+)\{([^}]*)\}(?: by \{[^}]*\})?(\.as_count\(\))?/g;

/** Of a part of counts the whole is needed; of what nobody may ever have seen, nothing. */
function seriesIn(query: string, seldom: boolean) {
  const all = [...query.slice(query.indexOf("):") + 2).matchAll(SERIES)].map(
    ([, metric = "", scope = "", counts]) => ({ metric, scope, counts: counts !== undefined }),
  );
  const wholes = all.length > 1 && all.every(({ counts }) => counts) ? all.slice(1) : all;
  return seldom && wholes === all ? [] : wholes;
}

/** Who sends each metric. */
function sendersOf(args: DefinitionsArgs) {
  const { watched, circumstances } = args;
  const { requests, database, redis, thirdParties } = subjectOf(args).metrics;
  const called: Readonly<Record<keyof Operations, Calls | undefined>> = {
    request: requests,
    ...{ database, redis, thirdParties },
  };
  const calls = (Object.keys(called) as (keyof Operations)[]).flatMap((key) => {
    const named = called[key];
    if (!named) return [];
    const { calls, time } = named;
    const sender = sends(key, watched, circumstances.signal);
    return [calls, time.distribution].map((metric) => [metric, { sender, made: true }] as const);
  });
  const app = (Object.keys(watched.metrics) as (keyof AppMetrics)[]).flatMap((key) => {
    const named = watched.metrics[key] ?? {};
    const sender = `the app itself, as monitoring.metrics.${key}`;
    const metrics = typeof named === "string" ? [named] : Object.values<string>(named);
    return metrics.map((metric) => [metric, { sender }] as const);
  });
  const readings = Object.values(readingsOf(watched)).flatMap((one) =>
    "none" in one
      ? []
      : [one.metric, ...(typeof one.limit === "string" ? [one.limit] : [])].map(
          (metric) => [metric, { sender: one.sender }] as const,
        ),
  );
  return new Map<string, { readonly sender: string; readonly made?: boolean }>([
    ...calls,
    ...app,
    ...readings,
  ]);
}

function sends(key: keyof Operations, { operations }: Watched, signal: Signal): string {
  return signal === "apm"
    ? `the app's traces, with spans called ${operations[key] ?? "nothing"} (monitoring.operations.${key})`
    : `lines of the app's log with "event":"${LOGGED[key]}"`;
}
