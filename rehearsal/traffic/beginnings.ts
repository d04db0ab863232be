import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { layApp, openApp, verifyApp } from "../app.ts";
import { fixturesOf, type Fixtures } from "../fixtures.ts";
import { startCloudflareApi } from "../cloudflareApi.ts";
import { openStore, startClouds } from "../clouds/index.ts";
import { declaredMonitors } from "../datadogApi/declared.ts";
import { DatadogOrders, startDatadogApi } from "../datadogApi/index.ts";
import { stepOf, verifyStep } from "../evidence.ts";
import { createWorkspace, openWorkspace, type Workspace } from "../workspace.ts";
import { recordReader } from "../record.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { edit, named } from "../stackFile.ts";
import { updated } from "../update.ts";
import { planAt, stageBefore, type Stage } from "./scale.ts";

/** The file in a story's folder that holds what the clouds hold. */
export const CLOUDS = "clouds.sqlite";
/** The app's checkout in it. */
export const APP = "app";

/**
 * Workspaces where stories begin: both stacks are made, a release is prepared, it holds the stage before
 * the story's own for as long as it must, and what that stage requires is verified. Real updates make
 * each once; stories have copies.
 */
export interface Beginnings {
  /** Copy the beginning of a story at a stage into a folder; returns who plays there. */
  copy(percentage: number, scale: number, directory: string): Promise<Players>;
  /** The keys of all monitors that the project declares, those of synthetic tests among them. */
  monitors(): Promise<ReadonlySet<string>>;
  /** Who plays, and the plan. */
  players(): Promise<Players>;
}

/** Who plays, and the project's plan. */
export interface Players {
  readonly project: Rehearsed;
  readonly fixtures: Fixtures;
  readonly plan: readonly Stage[];
}

interface Laid extends Players {
  readonly directory: string;
}

/**
 * @param folder where each is laid, in a folder of its own: whoever made it takes it away
 */
export function openBeginnings(folder: string, project: Rehearsed): Beginnings {
  const laid = new Map<string, Promise<Laid>>();
  const once = (name: string, make: (directory: string) => Promise<Players>): Promise<Laid> => {
    const cached = laid.get(name);
    if (cached) return cached;
    const making = mkdtemp(join(folder, "beginning-")).then(async (directory) => ({
      ...(await make(directory)),
      directory,
    }));
    laid.set(name, making);
    return making;
  };
  const reach = async (percentage: number, scale: number): Promise<Laid> => {
    const begun = await prepared();
    const before = stageBefore(begun.plan, percentage);
    if (!before) return begun;
    return once(`${percentage} ${scale}`, async (directory) => {
      const players = await copy(before.percentage, scale, directory);
      const { fixtures, plan } = players;
      const first = !stageBefore(plan, before.percentage);
      await inClouds(directory, async (workspace) => {
        await updated(workspace, "production", {
          percentage: before.percentage,
          set: first ? { plan: planAt(plan, scale) } : {},
        });
        const step = stepOf(plan, percentage);
        if (step !== undefined)
          await verifyStep(workspace, openApp(join(directory, APP)), fixtures.canary, step);
      });
      await sleep((before.soak / scale) * 1000);
      return players;
    });
  };
  const copy: Beginnings["copy"] = async (percentage, scale, directory) => {
    const from = await reach(percentage, scale);
    await cp(from.directory, directory, { recursive: true, verbatimSymlinks: true });
    return from;
  };
  const prepared = () => once("prepared", (directory) => lay(directory, project));
  return {
    copy,
    monitors: async () => {
      const { directory } = await prepared();
      const store = openStore(join(directory, CLOUDS));
      try {
        return new Set(declaredMonitors(store.resources()).flatMap(({ key }) => key ?? []));
      } finally {
        store.close();
      }
    },
    players: prepared,
  };
}

/** Make both stacks, and prepare a release. */
async function lay(directory: string, project: Rehearsed): Promise<Players> {
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  await createWorkspace(directory, {
    project: project.folder,
    debugProviders: clouds.debugProviders,
    datadogHost: "http://127.0.0.1:9",
    dns: "127.0.0.1:9",
  });
  await clouds.close();
  return inClouds(directory, async (workspace) => {
    const store = openStore(join(directory, CLOUDS));
    try {
      const app = await layApp(join(directory, APP));
      const fixtures = await fixturesOf(project, store, app);
      await nameApp(workspace, fixtures, project);
      // Staging may be a part of production's Vercel project, which comes first then.
      await updated(workspace, "production", {});
      await updated(workspace, "staging", {});
      await updated(workspace, "production", { canary: fixtures.canary });
      await verifyStep(workspace, app, fixtures.canary, "start");
      const record = recordReader(directory, project.name, "production")() as {
        readonly plan: readonly Stage[];
      };
      return { project, fixtures, plan: shortened(record.plan) };
    } finally {
      store.close();
    }
  });
}

/** A soak that is longer than any of the checklist's is played as long as its longest. */
function shortened(plan: readonly Stage[]): readonly Stage[] {
  return plan.map((stage) => ({ ...stage, soak: Math.min(stage.soak, 3600) }));
}

/** Set the app in the stack files: where its checkout is, what verifies its items, the commits it has. */
async function nameApp(
  workspace: Workspace,
  { stable, staged }: Fixtures,
  { checked }: Rehearsed,
): Promise<void> {
  await edit(workspace, "staging", { set: { release: staged } });
  await edit(workspace, "production", {
    stable,
    set: { app: { checkout: APP, branch: "main" }, verify: verifyApp({ checked }) },
  });
}

/**
 * Work where no visitor is and all is well at Datadog, which says so of each version that has had
 * requests.
 */
async function inClouds<T>(
  directory: string,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const { file, debugProviders } = clouds;
  const api = await startDatadogApi({ file });
  const cloudflare = await startCloudflareApi();
  const orders = new DatadogOrders(file);
  const store = openStore(file);
  const versions = store.deployments().map(({ version }) => version);
  store.close();
  try {
    for (const version of versions) orders.setRequests(version, 5000);
    const folder = await openWorkspace(directory, debugProviders, cloudflare.url);
    await queryDatadogAt(folder, api.url);
    return await work(folder);
  } finally {
    for (const version of versions) orders.setRequests(version, "no data");
    orders.close();
    await cloudflare.close();
    await api.close();
    await clouds.close();
  }
}

/** Have the program query Datadog at an address. */
export async function queryDatadogAt(workspace: Workspace, host: string): Promise<void> {
  const datadog = await named<object>(workspace, "production", "datadog");
  await edit(workspace, "production", { set: { datadog: { ...datadog, host } } });
}
