import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openApp, type App } from "../app.ts";
import { held, type Held } from "../check.ts";
import type { Store } from "../clouds/index.ts";
import { declaredMonitors } from "../datadogApi/declared.ts";
import type { GroupRow } from "../datadogApi/orders.ts";
import type { Workspace } from "../workspace.ts";
import { HealthTable, type Health } from "../dns/health.ts";
import { startInternet, type Internet } from "../internet/index.ts";
import type { Load, Tally } from "../load/index.ts";
import { keeper } from "../keeper.ts";
import { walkOf, type VisitorRequest } from "../load/walk.ts";
import { watchMachine, type Machine } from "../machine.ts";
import { publicHosts } from "../rehearsed.ts";
import { pagesOf } from "../site/declared.ts";
import { edit, named } from "../stackFile.ts";
import { cloudflareZones } from "../zones.ts";
import { APP, type Players } from "./beginnings.ts";
import { openStandIns } from "./standIns.ts";

const RATE = 700;
/** Seconds after which something that was waited for is not coming any more. */
const PATIENCE = 180;

/** Production with visitors. */
export interface LiveProduction extends Players {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly app: App;
  readonly internet: Internet;
  readonly load: Load;
  /** What each visitor does. */
  readonly walk: readonly VisitorRequest[];
  readonly machine: Machine;
  /** How many times as fast as in production time passes. */
  readonly scale: number;
  /** The weights and the hosts' deployments, as the clouds hold them. */
  held(): Held;
  /** When the last of the weights changed, in Unix milliseconds. */
  moved(): number;
  /** A monitor's groups, by the key of the monitor. */
  monitor(key: string): readonly GroupRow[];
  /** The monitors that alert, warn or have no data, by their keys. */
  readonly unwell: () => readonly string[];
  /** What Route 53's health checkers hold of the canary. */
  health(): Health | undefined;
  close(): Promise<void>;
}

export interface LiveProductionArgs {
  /** A workspace that was copied there. */
  readonly directory: string;
  readonly players: Players;
  readonly scale: number;
  /** The program unbound, where it resolves names for visitors; the rehearsal's own resolver where absent. */
  readonly unbound?: string | undefined;
  /** Requests a second that visitors make, in all. Default 700. */
  readonly rate?: number;
}

/** Open a workspace with the internet around it and visitors on it. */
export async function openLiveProduction({
  directory,
  players,
  scale,
  unbound,
  rate = RATE,
}: LiveProductionArgs): Promise<LiveProduction> {
  await using opened = new AsyncDisposableStack();
  const kept = keeper(opened);
  const vendors = kept(await openStandIns(directory));
  const { file, store, datadog } = vendors;
  const health = kept(new HealthTable(file));
  const machine = kept(watchMachine());
  const zones = await cloudflareZones(directory);
  const { names, hosts, clients } = players.project;
  const internet = kept(
    await startInternet({ file, zones, names, scale, unbound, onChecked: machine.onChecked }),
  );
  const workspace = await vendors.workspace(internet.env);
  const healthConfig = await named<object>(workspace, "production", "health");
  await edit(workspace, "production", {
    set: {
      health: { ...healthConfig, probe: true },
      resolvers: [`${internet.dns.host}:${internet.dns.port}`],
    },
  });
  const walk = walkOf(pagesOf(store.resources()));
  const load = await internet.visit({
    hosts: publicHosts(hosts).map((one) => one.public),
    ...{ rate, walk, clients },
  });
  const closing = opened.move();
  return {
    ...{ workspace, store, internet, load, machine, scale, walk },
    ...players,
    app: openApp(join(directory, APP)),
    held: () => held(store),
    moved: () =>
      Math.max(
        ...store.resources("aws:route53/record:Record").map(({ modified }) => Date.parse(modified)),
      ),
    monitor: (key) => datadog.groups().filter(({ monitor }) => monitor === key),
    unwell: () => datadog.groups().flatMap(({ monitor, state }) => (state === "OK" ? [] : monitor)),
    health: () => {
      const [check] = store.resources("aws:route53/healthCheck:HealthCheck");
      return check && health.of(check.id);
    },
    close: () => closing.disposeAsync(),
  };
}

/** Requests after which visitors are there. */
const SOME = 200;

/**
 * Wait until visitors are on stable, on the canary where it has a weight, and no monitor has anything to
 * report. Of the canary there may be no data: where no synthetic test queries it, nobody does.
 */
export async function well(live: LiveProduction): Promise<void> {
  const { load, store, fixtures } = live;
  const isVisited = (live.held().weights["canary"] ?? 0) > 0;
  const version = `version:${fixtures.canary.version}`;
  const ofCanary = declaredMonitors(store.resources())
    .filter(({ query }) => query.includes(version))
    .map(({ key }) => key);
  const unwell = () =>
    live
      .unwell()
      .filter(
        (key) =>
          !ofCanary.includes(key) ||
          live.monitor(key).some(({ state }) => state !== "OK" && state !== "No Data"),
      );
  await until("visitors, and no alert", unwell, async () => {
    const tally = await load.look();
    if (isVisited && !hasEnough(live, tally)) return false;
    return tally.stable.requests > SOME && unwell().length === 0;
  });
}

/** Whether the canary has had the requests that the gate requires of a stage, and those under way then. */
export function hasEnough({ project }: LiveProduction, { canary }: Tally): boolean {
  return canary.requests >= 1.2 * project.leastRequests;
}

/** Wait until visitors are on the canary too, counted anew from now. */
export async function visited({ load, unwell }: LiveProduction): Promise<void> {
  await load.take();
  await until("visitors of the canary, and no alert", unwell, async () => {
    return (await load.look()).canary.requests > SOME && unwell().length === 0;
  });
}

/** Wait until something holds; rejects where it does not come. */
async function until(
  what: string,
  unwell: LiveProduction["unwell"],
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const limit = performance.now() + PATIENCE * 1000;
  while (!(await holds())) {
    if (performance.now() > limit) {
      const those = unwell().length === 0 ? "" : `; not OK: ${unwell().join(", ")}`;
      throw new Error(`waited ${PATIENCE} s in vain for ${what}${those}`);
    }
    await sleep(50);
  }
}
