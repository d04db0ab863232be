import { join } from "node:path";
import {
  canaryIn,
  readable,
  recordIn,
  Refused,
  type Reading,
  type Source,
} from "../../controlRoom/index.ts";
import { memoized } from "../clouds/memoized.ts";
import { DatadogOrders } from "../datadogApi/orders.ts";
import { recordReader } from "../record.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { CLOUDS } from "../traffic/standIns.ts";
import type { LiveProduction } from "../traffic/liveProduction.ts";
import { faultsOf, order } from "./faults.ts";
import { lastRecovery, limitsOf, monitorRows } from "./monitors.ts";
import { sampleTraffic } from "./traffic.ts";

/** What a rehearsal's own files hold, and orders to break its canary. */
export function sourceOf(live: LiveProduction, project: Rehearsed, stack: string) {
  const { workspace, store, internet } = live;
  const read = recordReader(workspace.directory, project.name, stack);
  const tables = new DatadogOrders(join(workspace.directory, CLOUDS));
  const traffic = sampleTraffic(live.load);
  const resources = memoized(store, () => store.resources());
  return {
    read(): Reading {
      const record = recordIn(read());
      const canary = canaryIn(record);
      const { weights, hosts } = live.held();
      const versions = new Map(store.deployments().map(({ id, version }) => [id, version]));
      return {
        // A browser of this machine does not find the host.
        app: { name: project.names.service, host: project.hosts.public },
        record,
        recovery: lastRecovery(resources(), tables),
        weights,
        hosts: Object.fromEntries(
          Object.entries(hosts).map(([host, id]) => [host, versions.get(id) ?? id]),
        ),
        traffic: traffic.samples,
        limits: limitsOf(resources()),
        monitors: monitorRows(
          resources(),
          tables,
          canary && { version: canary.version, visited: (readable(record)?.percentage ?? 0) > 0 },
        ),
        switches: faultsOf(internet.site, canary?.deployment),
      };
    },
    turn(fault: string, broken: boolean) {
      const canary = canaryIn(recordIn(read()));
      if (!canary) throw new Refused("there is no canary to break: prepare one first");
      order(internet.site, canary.deployment, fault, broken);
      return `${canary.version} ${broken ? "broken" : "mended"}: ${fault}`;
    },
    close: async () => {
      await traffic.close();
      tables.close();
    },
  } satisfies Source & { close(): Promise<void> };
}
