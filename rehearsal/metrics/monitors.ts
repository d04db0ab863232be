import type { MonitorArgs } from "@pulumi/datadog/monitor.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Store } from "../clouds/index.ts";
import type { DatadogOrders, MonitorState } from "../datadogApi/index.ts";
import { memoized } from "../clouds/memoized.ts";
import { evaluate, type Values } from "./evaluate.ts";
import { parseQuery, type MonitorQuery } from "./query.ts";
import type { Series } from "./series.ts";
import { stateOf, withoutData, type Limits } from "./state.ts";

/** A declared monitor, as far as it is evaluated. */
export interface Watched {
  readonly key: string;
  readonly query: MonitorQuery;
  readonly limits: Limits;
  readonly onMissingData: string | undefined;
  /** Seconds: how late its metrics are, and how long a new group is left alone. */
  readonly delay: number;
  readonly newGroupDelay: number;
}

export interface MonitorsArgs {
  readonly store: Store;
  readonly series: Series;
  readonly orders: Pick<DatadogOrders, "setMonitorState">;
  /** How many times as fast as declared windows and delays pass. */
  readonly scale: number;
}

/** Evaluates the declared monitors' own queries, and keeps their states where the API reads them. */
export function monitorEvaluator(args: MonitorsArgs): (now: number) => void {
  const { store, series, orders, scale } = args;
  const declared = memoized(store, () => watchedMonitors(store));
  /** When each group first appeared, in milliseconds, by `key group`. */
  const firstAppeared = new Map<string, number>();

  /** Since when each has been measured without a gap, in milliseconds since 1970. */
  const since = new Map<string, number>();
  let last = 0;

  const judge = (monitor: Watched, now: number, gap: number) => {
    const { key, query, delay } = monitor;
    const window = (query.window * 1000) / scale;
    const late = (delay * 1000) / scale;
    // A machine that stood still for half of a window has measured nothing meanwhile.
    if (gap > window / 2 || !since.has(key)) since.set(key, now);
    const filled = now - (since.get(key) ?? now) >= late + window;
    const to = now - late;
    const values = evaluate(query, series, { from: to - window, to });
    for (const group of groupsOf(monitor, values, firstAppeared)) {
      const name = `${key} ${group}`;
      const first = firstAppeared.get(name) ?? now;
      firstAppeared.set(name, first);
      if (now - first < (monitor.newGroupDelay * 1000) / scale) continue;
      // What was before is not known here: that nothing was measured then is no lack.
      if (!filled && (query.comparator === "<" || !values.has(group))) continue;
      orders.setMonitorState(key, { group, ...pointsOf(monitor, values.get(group)) });
    }
  };
  return (now) => {
    const gap = now - last;
    last = now;
    for (const monitor of declared()) judge(monitor, now, gap);
  };
}

/** Those with values now, and those that had some before; without groups, the one that there is. */
function groupsOf(
  { key, query }: Watched,
  values: Values,
  firstAppeared: ReadonlyMap<string, number>,
) {
  if (!grouped(query)) return ["*"];
  const before = [...firstAppeared.keys()].flatMap((name) => {
    return name.startsWith(`${key} `) ? name.slice(key.length + 1) : [];
  });
  return new Set([...values.keys(), ...before]);
}

function grouped({ expression }: MonitorQuery): boolean {
  const by = (one: MonitorQuery["expression"]): boolean =>
    one.is === "series"
      ? one.by.length > 0
      : one.is !== "number" && (by(one.left) || by(one.right));
  return by(expression);
}

function pointsOf(
  { query, limits, onMissingData }: Watched,
  value: number | undefined,
): { readonly state: MonitorState; readonly value?: number } {
  if (value !== undefined) return { state: stateOf(value, query.comparator, limits), value };
  const state = withoutData(onMissingData, query);
  return state === "held at 0"
    ? { state: stateOf(0, query.comparator, limits), value: 0 }
    : { state };
}

/** The monitors that the clouds hold. */
export function watchedMonitors(store: Store): readonly Watched[] {
  return store.resources("datadog:index/monitor:Monitor").flatMap(({ outputs }) => {
    const monitor = outputs as unknown as Unwrap<MonitorArgs>;
    const key = /^canary_monitor:(.+)$/;
    const tag = monitor.tags?.flatMap((one) => key.exec(one)?.[1] ?? [])[0];
    if (tag === undefined) return [];
    const { critical, warning } = monitor.monitorThresholds ?? {};
    return {
      key: tag,
      query: parseQuery(monitor.query),
      limits: {
        critical: Number(critical),
        ...(warning !== undefined && { warning: Number(warning) }),
      },
      onMissingData: monitor.onMissingData,
      delay: monitor.evaluationDelay ?? 0,
      newGroupDelay: monitor.newGroupDelay ?? 0,
    };
  });
}
