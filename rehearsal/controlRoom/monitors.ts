import type { Resource } from "../clouds/index.ts";
import type { DatadogOrders, GroupRow } from "../datadogApi/orders.ts";
import { declaredMonitors, groupsOf, type DeclaredMonitor } from "../datadogApi/declared.ts";
import { inUnits, type MonitorRow, type Reading, type Recovery } from "../../controlRoom/index.ts";

const WORST_FIRST = ["Alert", "No Data", "Warn"];

/**
 * Every declared monitor, with the state of its group that is worst off.
 *
 * @param visited whether the canary has visitors; where it has none, its monitors have no data
 */
export function monitorRows(
  resources: readonly Resource[],
  tables: DatadogOrders,
  canary: { readonly version: string; readonly visited: boolean } | undefined,
): MonitorRow[] {
  const tag = `version:${canary?.version ?? ""}`;
  return declaredMonitors(resources).map((monitor) => {
    const { key, name, query } = monitor;
    const worst = [...groupsOf(monitor, tables)].sort((a, b) => rank(a, tag) - rank(b, tag))[0];
    const group = worst && worst.group !== "*" ? worst.group : undefined;
    const state = worst?.state ?? "OK";
    const ofCanary = group === tag || query.includes(tag);
    return {
      key: key ?? name,
      title: title(name),
      state,
      // What it measured before it had no data is no measurement of now.
      ...inUnits(key, query, state === "No Data" ? undefined : (worst?.value ?? undefined)),
      group,
      idle: state === "No Data" && ofCanary && canary?.visited === false,
    };
  });
}

/** The monitor that recovered last; undefined where none ever did. */
export function lastRecovery(
  resources: readonly Resource[],
  tables: DatadogOrders,
): Recovery | undefined {
  const last = tables.groups().toSorted((a, b) => b.resolved - a.resolved)[0];
  if (!last || last.resolved === 0) return undefined;
  const { name } = declaredMonitors(resources).find(({ key }) => key === last.monitor) ?? {};
  return { at: last.resolved * 1000, title: title(name ?? last.monitor) };
}

/** The worst first; of those that are alike the canary's, which is the one to watch. */
function rank({ state, group }: GroupRow, canary: string): number {
  const index = WORST_FIRST.indexOf(state);
  return (index < 0 ? WORST_FIRST.length : index) * 2 + (group === canary ? 0 : 1);
}

/** A monitor's name without the service and environment that all of them end with. */
function title(name: string): string {
  return name.replace(/: [^:]*$/, "");
}

/** Where the canary's monitors draw their lines. Traces are in seconds. */
export function limitsOf(resources: readonly Resource[]): Reading["limits"] {
  const monitors = declaredMonitors(resources);
  const of = (key: string) => monitors.find((monitor) => monitor.key === key);
  return { errors: limits(of("error-rate"), 1), latency: limits(of("latency"), 1000) };
}

function limits(monitor: DeclaredMonitor | undefined, times: number): Reading["limits"]["errors"] {
  const { critical, warning } = monitor?.thresholds ?? {};
  if (critical === undefined) return undefined;
  return {
    critical: critical * times,
    warning: warning === undefined ? undefined : warning * times,
  };
}
