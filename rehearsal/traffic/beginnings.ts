import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { layApp, openApp, verifyApp } from "../app.ts";
import { castOf, type Cast } from "../cast.ts";
import { startCloudflareApi } from "../cloudflareApi.ts";
import { openStore, startClouds } from "../clouds/index.ts";
import { declaredMonitors } from "../datadogApi/declared.ts";
import { openDatadogOrders, startDatadogApi } from "../datadogApi/index.ts";
import { momentOf, show } from "../evidence.ts";
import { layGround, openGround, type Ground } from "../ground.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { edit, named } from "../stackFile.ts";
import { updated } from "../update.ts";
import { planAt, stageBefore, type Stage } from "./scale.ts";

/** The file in a story's folder that holds what the clouds hold. */
export const CLOUDS = "clouds.sqlite";
/** The app's checkout in it. */
export const APP = "app";

/**
 * Grounds where stories begin: both stacks are made, a release is prepared, it holds the stage before the
 * story's own for as long as it must, and what that stage asks is shown. Real updates lay each once;
 * stories have copies.
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
  readonly cast: Cast;
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
    const known = laid.get(name);
    if (known) return known;
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
      const { cast, plan } = players;
      const first = !stageBefore(plan, before.percentage);
      await inClouds(directory, async (ground) => {
        await updated(ground, "production", {
          percentage: before.percentage,
          set: first ? { plan: planAt(plan, scale) } : {},
        });
        const moment = momentOf(plan, percentage);
        if (moment !== undefined)
          await show(ground, openApp(join(directory, APP)), cast.canary, moment);
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
  await layGround(directory, {
    project: project.folder,
    debugProviders: clouds.debugProviders,
    datadogHost: "http://127.0.0.1:9",
    dns: "127.0.0.1:9",
  });
  await clouds.close();
  return inClouds(directory, async (ground) => {
    const store = openStore(join(directory, CLOUDS));
    try {
      const app = await layApp(join(directory, APP));
      const cast = await castOf(project, store, app);
      await nameApp(ground, cast, project);
      // Staging may be a part of production's Vercel project, which comes first then.
      await updated(ground, "production", {});
      await updated(ground, "staging", {});
      await updated(ground, "production", { canary: cast.canary });
      await show(ground, app, cast.canary, "start");
      return { project, cast, plan: shortened(await planOf(ground)) };
    } finally {
      store.close();
    }
  });
}

/** The record, as an exported state has it. */
interface Exported {
  readonly urn: string;
  readonly inputs: { readonly input: { readonly plan: readonly Stage[] } };
}

async function planOf(ground: Ground): Promise<readonly Stage[]> {
  const { output } = await ground.pulumi("stack", "export", "--stack", "production");
  const { resources } = (JSON.parse(output) as { deployment: { resources: readonly Exported[] } })
    .deployment;
  const found = resources.find(({ urn }) => urn.endsWith("::pulumi:index:Stash::record"));
  if (!found) throw new Error("production has no record of its rollout");
  return found.inputs.input.plan;
}

/** A soak that is longer than any of the checklist's is played as long as its longest. */
function shortened(plan: readonly Stage[]): readonly Stage[] {
  return plan.map((stage) => ({ ...stage, soak: Math.min(stage.soak, 3600) }));
}

/** Let the stack files speak of the app: where its checkout is, what shows its items, the commits it has. */
async function nameApp(
  ground: Ground,
  { stable, staged }: Cast,
  { checked }: Rehearsed,
): Promise<void> {
  await edit(ground, "staging", { set: { release: staged } });
  await edit(ground, "production", {
    stable,
    set: { app: { checkout: APP, branch: "main" }, verify: verifyApp({ checked }) },
  });
}

/**
 * Work where no visitor is and all is well at Datadog, which says so of each version that has had
 * requests.
 */
async function inClouds<T>(directory: string, work: (ground: Ground) => Promise<T>): Promise<T> {
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const { file, debugProviders } = clouds;
  const api = await startDatadogApi({ file });
  const cloudflare = await startCloudflareApi();
  const orders = openDatadogOrders(file);
  const store = openStore(file);
  const versions = store.deployments().map(({ version }) => version);
  store.close();
  try {
    for (const version of versions) orders.setRequests(version, 5000);
    const ground = await openGround(directory, debugProviders, cloudflare.url);
    await askAt(ground, api.url);
    return await work(ground);
  } finally {
    for (const version of versions) orders.setRequests(version, "no data");
    orders.close();
    await cloudflare.close();
    await api.close();
    await clouds.close();
  }
}

/** Have the program ask Datadog at an address. */
export async function askAt(ground: Ground, host: string): Promise<void> {
  const datadog = await named<object>(ground, "production", "datadog");
  await edit(ground, "production", { set: { datadog: { ...datadog, host } } });
}
