import type { Signal } from "../../rollout/tags.ts";
import { readingsOf } from "../../rollout/sources.ts";
import type { Watched } from "./definition.ts";
import { definitionsOf, subjectOf, type DefinitionsArgs } from "./definitions.ts";
import { LOGGED, type Operations } from "./metrics.ts";

/** A metric that a rollout is judged by. */
export interface Need {
  readonly metric: string;
  /** The scope of its queries, e.g. `env:production,service:shop`; of all releases together. */
  readonly scope: string;
  /** What sends it, as text. */
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
  // What compares two releases needs nothing else.
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

/** Of a part of counts the whole is needed; of what may never have occurred, nothing. */
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
  const { requests: request, database, redis, thirdParties } = subjectOf(args).metrics;
  const calls = Object.entries({ request, database, redis, thirdParties }).flatMap(
    ([key, called]) => {
      const sender = sends(key as keyof Operations, watched, circumstances.signal);
      const metrics = called ? [called.calls, called.time.distribution] : [];
      return metrics.map((metric) => [metric, { sender, made: true }] as const);
    },
  );
  const app = namesIn(watched.metrics, "monitoring.metrics").map(
    ([key, metric]) => [metric, { sender: `the app itself, as ${key}` }] as const,
  );
  const readings = Object.values(readingsOf(watched)).flatMap((one) =>
    "none" in one
      ? []
      : [one.metric, one.limit].map((metric) => [String(metric), { sender: one.sender }] as const),
  );
  return new Map<string, { readonly sender: string; readonly made?: boolean }>([
    ...calls,
    ...app,
    ...readings,
  ]);
}

/** Metrics, and the config's keys that name them. */
function namesIn(named: object, at: string): (readonly [key: string, metric: string])[] {
  return Object.entries(named).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [[`${at}.${key}`, value] as const];
    return typeof value === "object" && value !== null ? namesIn(value, `${at}.${key}`) : [];
  });
}

function sends(key: keyof Operations, { operations }: Watched, signal: Signal): string {
  return signal === "apm"
    ? `the app's traces, with spans called ${operations[key] ?? ""} (monitoring.operations.${key})`
    : `lines of the app's log with "event":"${LOGGED[key]}"`;
}
