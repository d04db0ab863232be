import type { Resource } from "../clouds/index.ts";
import type { DatadogOrders, GroupRow } from "../datadogApi/orders.ts";
import { declaredMonitors, groupsOf, type DeclaredMonitor } from "../datadogApi/declared.ts";
import type { MonitorRow, Reading } from "../../controlRoom/index.ts";

const WORST_FIRST = ["Alert", "No Data", "Warn"];

/** Every declared monitor, with the state of its group that is worst off. */
export function monitorRows(
  resources: readonly Resource[],
  book: DatadogOrders,
  canary: string | undefined,
): MonitorRow[] {
  return declaredMonitors(resources).map((monitor) => {
    const { key, name, query } = monitor;
    const worst = [...groupsOf(monitor, book)].sort((a, b) => rank(a, canary) - rank(b, canary))[0];
    return {
      key: key ?? name,
      title: title(name),
      state: worst?.state ?? "OK",
      value: worst?.value ?? undefined,
      alerts: /[<>]=? [\d.]+$/.exec(query)?.[0],
      group: worst && worst.group !== "*" ? worst.group : undefined,
    };
  });
}

/** The worst first; of those that are alike the canary's, which is the one to watch. */
function rank({ state, group }: GroupRow, canary: string | undefined): number {
  const index = WORST_FIRST.indexOf(state);
  return (
    (index < 0 ? WORST_FIRST.length : index) * 2 + (group === `version:${canary ?? ""}` ? 0 : 1)
  );
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
