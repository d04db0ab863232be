import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { layApp, openApp, verifyApp } from "../app.ts";
import { fixturesOf, type Fixtures } from "../fixtures.ts";
import { openStore, startClouds, type Store } from "../clouds/index.ts";
import { declaredMonitors } from "../datadogApi/declared.ts";
import { stepOf, verifyStep } from "../evidence.ts";
import { createWorkspace, type Workspace } from "../workspace.ts";
import { recordReader } from "../record.ts";
import type { Rehearsed } from "../rehearsed.ts";
import { edit } from "../stackFile.ts";
import { updated } from "../update.ts";
import { planAt, stageBefore, type Stage } from "./scale.ts";
import { CLOUDS, openStandIns } from "./standIns.ts";

/** The app's checkout in a story's folder. */
export const APP = "app";

/**
 * Workspaces where stories begin: both stacks are made, a release is prepared, it holds the stage before
 * the story's own for as long as it must, and what that stage requires is verified. Real updates make
 * each once; stories have copies.
 */
export interface Beginnings {
  /** Copy the beginning of a story into a folder; returns who plays there. */
  copy(beginning: Beginning, directory: string): Promise<Players>;
  /** The keys of all monitors that the project declares, those of synthetic tests among them. */
  monitors(): Promise<ReadonlySet<string>>;
  /** Who plays, and the plan. */
  players(): Promise<Players>;
}

/** Where a story begins. */
export interface Beginning {
  /** The story's stage, in percent: it begins at the one before. */
  readonly percentage: number;
  /** How many times as fast as in production time passes. */
  readonly scale: number;
  /** For how long the story's stage holds at least, in seconds as declared; as the plan has it where absent. */
  readonly holds?: number | undefined;
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
  const reach = async ({ percentage, scale, holds = 0 }: Beginning): Promise<Laid> => {
    const begun = await prepared();
    const before = stageBefore(begun.plan, percentage);
    const plan = holding(begun.plan, percentage, holds);
    if (!before) return { ...begun, plan };
    return once(`${percentage} ${scale} ${holds}`, async (directory) => {
      const begins = { percentage: before.percentage, scale };
      const players = { ...(await copy(begins, directory)), plan };
      const { fixtures } = players;
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
  const copy: Beginnings["copy"] = async (beginning, directory) => {
    const from = await reach(beginning);
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
  return inClouds(directory, async (workspace, store) => {
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
  });
}

/** A soak that is longer than any of the checklist's is played as long as its longest. */
function shortened(plan: readonly Stage[]): readonly Stage[] {
  return plan.map((stage) => ({ ...stage, soak: Math.min(stage.soak, 3600) }));
}

/** A plan whose stage holds for so long at least. */
function holding(plan: readonly Stage[], percentage: number, holds: number): readonly Stage[] {
  return plan.map((stage) =>
    stage.percentage === percentage ? { ...stage, soak: Math.max(stage.soak, holds) } : stage,
  );
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
  work: (workspace: Workspace, store: Store) => Promise<T>,
): Promise<T> {
  const vendors = await openStandIns(directory);
  const { store, datadog } = vendors;
  const versions = store.deployments().map(({ version }) => version);
  try {
    for (const version of versions) datadog.setRequests(version, 5000);
    return await work(await vendors.workspace(), store);
  } finally {
    for (const version of versions) datadog.setRequests(version, "no data");
    await vendors.close();
  }
}
