import { openStore } from "../clouds/index.ts";
import { DatadogOrders } from "../datadogApi/index.ts";
import { memoized } from "../clouds/memoized.ts";
import type { Served } from "../site/site.ts";
import { atRest } from "./atRest.ts";
import { emitter, type Names } from "./emit.ts";
import { monitorEvaluator, watchedMonitors } from "./monitors.ts";
import { Series } from "./series.ts";

export type { Names } from "./emit.ts";

/** How often monitors are evaluated, in milliseconds. Datadog's minute, where time is not scaled. */
const EVALUATION = 60_000;
const AT_LEAST = 250;
/** The longest window that has to be kept, in seconds: a day. What is older is out of every window. */
const LONGEST = 86_400 + 900;
/** How long integrations have reported before the first query, in seconds. */
const REPORTED = 3600;

/**
 * Datadog's side of the traffic: metrics of what was served, and the monitors that watch them.
 *
 * @param file that of the stand-in clouds
 * @param scale how many times as fast as declared windows and delays pass
 */
export function startMetrics(file: string, names: Names, scale: number) {
  const store = openStore(file);
  const orders = new DatadogOrders(file);
  const series = new Series((LONGEST * 1000) / scale);
  const emit = emitter(series, names);
  const counted = new Map<string, number>();
  const period = Math.max(AT_LEAST, EVALUATION / scale);
  const evaluateAll = monitorEvaluator({ store, series, orders, scale });
  const integrations = memoized(store, () => atRest(watchedMonitors(store)));
  const begun = new Set<string>();
  const report = (now: number) => {
    for (const { metric, tags, value } of integrations()) {
      const name = JSON.stringify([metric, tags]);
      // It has reported for longer than any query goes back: monitors of it query with a delay.
      const from = begun.has(name) ? now : now - (REPORTED * 1000) / scale;
      begun.add(name);
      for (let at = from; at <= now; at += period) series.value(metric, tags, at, value);
    }
  };
  const timer = setInterval(() => {
    const now = Date.now();
    report(now);
    for (const [version, count] of counted) orders.countRequests(version, now, count);
    counted.clear();
    evaluateAll(now);
    series.prune(now);
  }, period);
  return {
    served: (one: Served) => {
      emit.served(one);
      counted.set(one.version, (counted.get(one.version) ?? 0) + 1);
    },
    close: () => {
      clearInterval(timer);
      orders.close();
      store.close();
    },
  };
}
