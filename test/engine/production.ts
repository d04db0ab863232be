import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseState } from "../../cli/state.ts";
import { held, type Held } from "../../rehearsal/check.ts";
import { openStore, startClouds, type Store } from "../../rehearsal/clouds/index.ts";
import { DatadogOrders, startDatadogApi } from "../../rehearsal/datadogApi/index.ts";
import { startDns } from "../../rehearsal/dns/index.ts";
import { cloudflareZones } from "../../rehearsal/zones.ts";
import {
  createWorkspace,
  openWorkspace,
  type StackName,
  type Workspace,
} from "../../rehearsal/workspace.ts";
import { edit, named, type Edit, type Release } from "../../rehearsal/stackFile.ts";
import type { Finished } from "../../rehearsal/run.ts";
import { EVIDENCE } from "../../measure/evidence.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { CANARY, EXAMPLE, ORIGIN, PUBLIC } from "../example.ts";
import { verifyAll } from "./evidence.ts";
import { copyOf, madeOnce, newFolder } from "./madeOnce.ts";
import { LAZY_MODULES } from "./pulumi.ts";
import { seal } from "./secretsProvider.ts";
import { BY_VAULT, vault } from "./vault.ts";
import { withoutParts } from "./withoutParts.ts";

export { CANARY, ORIGIN, PUBLIC };

export const old: Release = {
  version: "1.4.0",
  commit: "8c1d2e3f4a5b60718293a4b5c6d7e8f901234567",
  deployment: "dpl_8cZq1LrT5vWxYb3NdKs7PfHmGj2A",
};
export const fresh: Release = { version: "1.5.0", commit: "15".repeat(20), deployment: "dpl_150" };
export const next: Release = { version: "1.6.0", commit: "16".repeat(20), deployment: "dpl_160" };

/** How production got where a test wants it, one `pulumi up` after the other. */
const PATH: readonly (readonly [name: string, edit: Edit])[] = [
  ["first", {}],
  ["prepared", { canary: fresh }],
  ["10", { percentage: 10 }],
  ["25", { percentage: 25 }],
  ["50", { percentage: 50 }],
  ["75", { percentage: 75 }],
  ["100", { percentage: 100 }],
  ["promoted", { stable: fresh }],
  ["finished", { percentage: 0 }],
];

/** Production in a workspace of its own, with its own clouds. */
export interface Production {
  readonly workspace: Workspace;
  readonly store: Store;
  /** The file that holds what the clouds hold. */
  readonly file: string;
  /** Orders to Datadog. */
  readonly datadog: DatadogOrders;
  /** Have monitors of the canary and of the service alert: no increase of any kind passes. */
  closeGate(): void;
  /** Take Datadog's API down for good: nothing listens there any more. */
  killDatadog(): Promise<void>;
  /** Edit the stack file. */
  edit(change: Edit): Promise<string[]>;
  /** Verify all items of each release now, but those that are named; then `up` verifies none any more. */
  show(without: readonly string[]): void;
  /** The file that a release's evidence is in. */
  evidence(release: Release): string;
  /** Verify all items of each release, then `pulumi up --yes`, with more arguments if need be. */
  up(...args: string[]): Promise<Finished>;
  /** Put another program of `programs/` in place of the repository's. */
  setProgram(name: string): Promise<void>;
  /** Start a `pulumi` that the test itself ends. */
  start(...args: string[]): ChildProcess;
  /** Wait until something holds; fails after three minutes. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** What the clouds hold of the traffic. */
  held(): Held;
  /** Whether the clouds hold both weights of a share: an update sets them in any order. */
  isAt(percentage: number): boolean;
  /** The record in the state. */
  record(): Promise<RolloutRecord>;
  /** What the state says that was begun and has not ended: its pending operations. */
  pending(): Promise<string[]>;
  close(): Promise<void>;
}

/** What the hosts serve, as `held` has it: the public one, the leg's origin, the canary host. */
export function served(stable: Release, origin: Release, canaryHost: Release) {
  return {
    [PUBLIC]: stable.deployment,
    [ORIGIN]: origin.deployment,
    [CANARY]: canaryHost.deployment,
  };
}

/** Fails unless everyone is on the good release, and all hosts serve it. */
export function assertBack(production: Production, good = old): void {
  assert.deepEqual(production.held(), {
    weights: { stable: 100, canary: 0 },
    hosts: served(good, good, good),
  });
}

const CLOUDS = "clouds.sqlite";

/** A stack's state as the backend keeps it, its secrets sealed: what an export gives, without a start of the engine. */
export async function keptState(
  { directory }: Workspace,
  stack: StackName = "production",
): Promise<KeptState> {
  const stacks = join(directory, "state/.pulumi/stacks");
  const [project = ""] = await readdir(stacks);
  const file = join(stacks, project, `${stack}.json`);
  const { checkpoint } = JSON.parse(await readFile(file, "utf8")) as {
    checkpoint: { latest: KeptState };
  };
  return checkpoint.latest;
}

export interface KeptState {
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly pending_operations?: readonly { readonly type: string }[];
}

/** Production at a stage that real updates brought it to; every test works on a copy of its own. */
export async function production(stage: string): Promise<Production> {
  return open(await copyOf(await reach(stage)));
}

/** Production before its first update. */
export async function untouched(): Promise<Production> {
  return open(await copyOf(await laid()));
}

/** The same of another project's files, with its site at Datadog. */
export async function untouchedOf(project: string, site: string): Promise<Production> {
  return open(await lay(project), site);
}

/**
 * Production at a stage with only what routes traffic in its state and its program, a quarter of all
 * resources: for what has nothing to do with the others. The clouds hold all of them, so that the gate
 * queries as always. No release changes there: its monitors would.
 */
export async function traffic(stage: string): Promise<Production> {
  const directory = await madeOnce(`${stage}-traffic`, async () => {
    const whole = await copyOf(await reach(stage));
    const production = await open(whole);
    await production.setProgram("traffic");
    const file = join(whole, "state.json");
    const named = ["--stack", "production", "--file", file];
    await production.workspace.pulumi("stack", "export", ...named);
    await writeFile(file, withoutParts(await readFile(file, "utf8")));
    const { code, output } = await production.workspace.pulumi("stack", "import", ...named);
    await production.stop();
    if (code !== 0) throw new Error(`production at ${stage} could not be imported: ${output}`);
    return whole;
  });
  return open(await copyOf(directory));
}

/** The folder of a stage, reached once in a test run. */
function reach(stage: string): Promise<string> {
  const index = PATH.findIndex(([name]) => name === stage);
  const [, change] = PATH[index] ?? [];
  if (!change) throw new Error(`no stage is called ${stage}`);
  const before = PATH[index - 1]?.[0];
  return madeOnce(stage, async () => {
    const directory = await copyOf(await (before === undefined ? laid() : reach(before)));
    const production = await open(directory);
    await production.edit(change);
    const { code, output } = await production.up("--skip-preview");
    await production.stop();
    if (code !== 0) throw new Error(`production did not reach ${stage}: ${output}`);
    return directory;
  });
}

/** The folder before the first update, laid once in a test run. */
function laid(): Promise<string> {
  return madeOnce("untouched", lay);
}

async function lay(project = EXAMPLE): Promise<string> {
  const directory = await newFolder();
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const workspace = await createWorkspace(directory, {
    project,
    debugProviders: clouds.debugProviders,
    datadogHost: "http://127.0.0.1:9",
    dns: "127.0.0.1:9",
    soak: "1s",
  });
  Object.assign(workspace.env, await vault());
  await seal(workspace, BY_VAULT);
  const store = openStore(clouds.file);
  const datadog = new DatadogOrders(clouds.file);
  const vercel = await named<{ project: string }>(workspace, "production", "vercel");
  for (const { deployment: id, version, commit } of [old, fresh, next]) {
    store.deployment({ project: vercel.project, id, version, commit });
    datadog.setRequests(version, 5000);
  }
  datadog.close();
  store.close();
  await clouds.close();
  return directory;
}

/** Production in a folder that has it, with its clouds. */
export async function openProduction(directory: string): Promise<Production> {
  return open(directory);
}

async function open(
  directory: string,
  site = "datadoghq.com",
): Promise<Production & { stop(): Promise<void> }> {
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const store = openStore(clouds.file);
  const keys = await vault();
  const workspace = await openWorkspace(directory, clouds.debugProviders, undefined, keys);
  const api = await startDatadogApi({ file: clouds.file });
  const dns = await startDns({ file: clouds.file, zones: await cloudflareZones(directory) });
  const datadog = new DatadogOrders(clouds.file);
  await edit(workspace, "production", {
    set: { datadog: { site, host: api.url }, resolvers: [dns.route53] },
  });
  const folder = join(directory, EVIDENCE);
  const verifyReleases = (without: readonly string[] = []) => {
    for (const release of [old, fresh, next]) verifyAll(folder, release, without);
  };
  let visible = false;
  verifyReleases();
  let apiClosed: Promise<void> | undefined;
  const killDatadog = () => (apiClosed ??= api.close());
  const exported = async () => ({ deployment: await keptState(workspace) });
  const stop = async () => {
    datadog.close();
    await dns.close();
    await killDatadog();
    store.close();
    await clouds.close();
  };
  return {
    workspace,
    store,
    file: clouds.file,
    datadog,
    closeGate: () => {
      datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
      datadog.setMonitorState("database-errors", { state: "Alert", value: 12 });
    },
    killDatadog,
    edit: (change) => edit(workspace, "production", change),
    show(without) {
      verifyReleases(without);
      visible = true;
    },
    evidence: ({ commit }) => join(folder, `${commit}.json`),
    up(...args) {
      if (!visible) verifyReleases();
      return workspace.pulumi("up", "--yes", "--stack", "production", ...args);
    },
    async setProgram(name) {
      const file = join(directory, "Pulumi.yaml");
      const text = await readFile(file, "utf8");
      const program = join(import.meta.dirname, "programs", name);
      const own = text.replace("canary-rollout/lazy-modules", LAZY_MODULES);
      await writeFile(file, own.replace(/^main: .*$/m, `main: ${program}`));
    },
    start: (...args) =>
      spawn("pulumi", [...args, "--non-interactive", "--stack", "production"], {
        cwd: directory,
        env: workspace.env,
        stdio: "ignore",
      }),
    async until(holds) {
      const limit = Date.now() + 180_000;
      while (!(await holds())) {
        await sleep(50);
        if (Date.now() > limit) throw new Error("waited three minutes in vain");
      }
    },
    held: () => held(store),
    isAt(percentage) {
      const { stable, canary } = held(store).weights;
      return stable === 100 - percentage && canary === percentage;
    },
    // As it is kept, not as it is read: one that cannot be read is to stay as it was.
    record: async () =>
      parseState(await exported(), "production").record?.inputs["input"] as RolloutRecord,
    pending: async () =>
      ((await exported()).deployment.pending_operations ?? []).map(({ type }) => type),
    stop,
    async close() {
      await stop();
      // An engine that only reads may outlive the command that was ended, and write to its own folder.
      await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
