import { spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseState } from "../../cli/state.ts";
import { held, type Held } from "../../rehearsal/check.ts";
import { openStore, startClouds, type Store } from "../../rehearsal/clouds/index.ts";
import {
  openDatadogOrders,
  startDatadogApi,
  type DatadogOrders,
} from "../../rehearsal/datadogApi/index.ts";
import { layGround, openGround, type Ground } from "../../rehearsal/ground.ts";
import { edit, named, type Edit, type Release } from "../../rehearsal/stackFile.ts";
import type { Finished } from "../../rehearsal/run.ts";
import type { RolloutRecord } from "../../rollout/record.ts";

/** The hosts of the committed stack file. */
export const PUBLIC = "www.example.com";
export const CANARY = "canary-origin.example.com";

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

/** Production on a ground of its own, with its own clouds. */
export interface Production {
  readonly ground: Ground;
  readonly store: Store;
  /** Orders to Datadog. */
  readonly datadog: DatadogOrders;
  /** Have monitors of the canary and of the service alert: no rise of any kind passes. */
  closeGate(): void;
  /** Edit the stack file. */
  edit(change: Edit): Promise<string[]>;
  /** `pulumi up --yes`, with more arguments if need be. */
  up(...args: string[]): Promise<Finished>;
  /** Put another program of `programs/` in place of the repository's. */
  setProgram(name: string): Promise<void>;
  /** Start a `pulumi` that the test itself ends. */
  start(...args: string[]): ChildProcess;
  /** Wait until something holds; fails after 30 s. */
  until(holds: () => boolean): Promise<void>;
  /** What the clouds hold of the traffic. */
  held(): Held;
  /** The record in the state. */
  record(): Promise<RolloutRecord>;
  close(): Promise<void>;
}

const CLOUDS = "clouds.sqlite";
const made = new Map<string, string>();
process.once("exit", () => {
  for (const directory of made.values()) rmSync(directory, { recursive: true, force: true });
});

/** Production at a stage that real updates brought it to; every test works on a copy of its own. */
export async function production(stage: string): Promise<Production> {
  return open(await copyOf(await reach(stage)));
}

/** The folder of a stage, reached once in a test run. */
async function reach(stage: string): Promise<string> {
  const known = made.get(stage);
  if (known !== undefined) return known;
  const index = PATH.findIndex(([name]) => name === stage);
  const [, change] = PATH[index] ?? [];
  if (!change) throw new Error(`no stage is called ${stage}`);
  const before = PATH[index - 1]?.[0];
  const directory = await (before === undefined ? lay() : copyOf(await reach(before)));
  const found = await open(directory);
  await found.edit(change);
  const { code, output } = await found.up("--skip-preview");
  await found.stop();
  if (code !== 0) throw new Error(`production did not reach ${stage}: ${output}`);
  made.set(stage, directory);
  return directory;
}

async function lay(): Promise<string> {
  const directory = await newFolder();
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const ground = await layGround(directory, {
    debugProviders: clouds.debugProviders,
    datadogHost: "http://127.0.0.1:9",
    soak: "1s",
  });
  const store = openStore(clouds.file);
  const datadog = openDatadogOrders(clouds.file);
  const { project } = await named<{ project: string }>(ground, "production", "vercel");
  for (const { deployment: id, version, commit } of [old, fresh, next]) {
    store.deployment({ project, id, version, commit });
    datadog.setRequests(version, 5000);
  }
  datadog.close();
  store.close();
  await clouds.close();
  return directory;
}

async function copyOf(source: string): Promise<string> {
  const directory = await newFolder();
  await cp(source, directory, { recursive: true, verbatimSymlinks: true });
  return directory;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "canary-test-"));
}

async function open(directory: string): Promise<Production & { stop(): Promise<void> }> {
  const clouds = await startClouds({ file: join(directory, CLOUDS) });
  const store = openStore(clouds.file);
  const ground = await openGround(directory, clouds.debugProviders);
  const api = await startDatadogApi({ file: clouds.file });
  const datadog = openDatadogOrders(clouds.file);
  await edit(ground, "production", { set: { datadog: { site: "datadoghq.com", host: api.url } } });
  const stop = async () => {
    datadog.close();
    await api.close();
    store.close();
    await clouds.close();
  };
  return {
    ground,
    store,
    datadog,
    closeGate: () => {
      datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0", value: 6.2 });
      datadog.setMonitorState("database-errors", { state: "Alert", value: 12 });
    },
    edit: (change) => edit(ground, "production", change),
    up: (...args) => ground.pulumi("up", "--yes", "--stack", "production", ...args),
    async setProgram(name) {
      const file = join(directory, "Pulumi.yaml");
      const text = await readFile(file, "utf8");
      const program = join(import.meta.dirname, "programs", name);
      await writeFile(file, text.replace(/^main: .*$/m, `main: ${program}`));
    },
    start: (...args) =>
      spawn("pulumi", [...args, "--non-interactive", "--stack", "production"], {
        cwd: directory,
        env: ground.env,
        stdio: "ignore",
      }),
    async until(holds) {
      const limit = Date.now() + 30_000;
      while (!holds()) {
        await sleep(50);
        if (Date.now() > limit) throw new Error("waited 30 s in vain");
      }
    },
    held: () => held(store),
    async record() {
      const { output } = await ground.pulumi("stack", "export", "--stack", "production");
      return parseState(JSON.parse(output) as { deployment: unknown }, "production").record.inputs[
        "input"
      ] as RolloutRecord;
    },
    stop,
    async close() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
