import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseDocument } from "yaml";
import { PACK } from "../engine/broken.ts";
import { old, production, type Production } from "../engine/production.ts";
import { byPassphrase } from "../engine/secretsProvider.ts";
import { listedIn, type Listed } from "./listed.ts";
import { run, type Ran } from "./process.ts";

const PULUMI = ["pulumi", "--non-interactive", "--color", "never"];
const STACK = ["--stack", "production"];
export const PREVIEW = [...PULUMI, "preview", ...STACK];
export const JUDGED = [...PREVIEW, "--policy-pack", PACK];
export const EXPORT = [...PULUMI, "stack", "export", ...STACK];
export const STATUS = ["./canary", "status"];
const UP = [...PULUMI, "up", "--yes", "--skip-preview", ...STACK];
const ROLLBACK = ["./canary", "rollback", "--yes", "--reason", "bench"];

/** Run a command in a project's folder. */
export function timed(
  { workspace }: Production,
  command: readonly string[],
  options?: Parameters<typeof run>[2],
): Promise<Ran> {
  return run(command, { cwd: workspace.directory, env: workspace.env }, options);
}

/** Production at 10 %, registered by the bare program from a list of what its state holds. */
export async function bareProduction(): Promise<Production> {
  const running = await byPassphrase(await production("10"));
  await makeBare(running);
  return running;
}

/**
 * An update whose state the engine writes once, not after each resource, which takes minutes for a
 * hundred hosts. https://github.com/pulumi/pulumi/blob/v3.274.1/sdk/go/common/env/env.go
 */
export async function upAtOnce({ workspace }: Production): Promise<void> {
  const once = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
  await run(UP, { cwd: workspace.directory, env: { ...workspace.env, ...once } });
}

/**
 * Have production registered by the bare program from here on; gives how many resources that are. Its
 * first update is done: on a state of another program's, the engine finds other dependencies at each
 * resource, and makes the whole state anew for each, in a preview too.
 * https://github.com/pulumi/pulumi/blob/v3.274.1/pkg/backend/snapshot.go
 */
export async function makeBare(running: Production): Promise<number> {
  const exported = await running.workspace.pulumi("stack", "export", "--show-secrets", ...STACK);
  const listed = listedIn(exported.output);
  await writeList(running, listed);
  await setMain(running, "bare");
  await upAtOnce(running);
  return listed.length;
}

/** Have a program of this folder run, as Node starts one where nothing is said. */
async function setMain({ workspace }: Production, name: string): Promise<void> {
  const file = join(workspace.directory, "Pulumi.yaml");
  const project = parseDocument(await readFile(file, "utf8"));
  project.deleteIn(["runtime", "options", "nodeargs"]);
  project.set("main", join(import.meta.dirname, name));
  await writeFile(file, project.toString());
}

const listFile = ({ workspace }: Production) => join(workspace.directory, "resources.json");

function writeList(production: Production, listed: readonly Listed[]): Promise<void> {
  return writeFile(listFile(production), JSON.stringify(listed));
}

/** Seconds of a bare `up` that takes both weights from 10 % to another share. */
export async function bareUp(share: number): Promise<number> {
  const production = await bareProduction();
  try {
    const listed = JSON.parse(await readFile(listFile(production), "utf8")) as Listed[];
    await writeList(
      production,
      listed.map((one) => {
        const leg = one.inputs["setIdentifier"];
        if (leg !== "stable" && leg !== "canary") return one;
        const weight = leg === "canary" ? share : 100 - share;
        return { ...one, inputs: { ...one.inputs, weightedRoutingPolicies: [{ weight }] } };
      }),
    );
    return (await timed(production, UP)).seconds;
  } finally {
    await production.close();
  }
}

/** Seconds of an `up` of the program that advances from 10 to 25 %. */
export async function advance(): Promise<number> {
  const running = await byPassphrase(await production("10"));
  try {
    await running.edit({ percentage: 25 });
    return (await timed(running, UP)).seconds;
  } finally {
    await running.close();
  }
}

/** Seconds of `./canary rollback` from 10 %: until all weights and aliases have moved, and in all. */
export async function rollBack(): Promise<{ readonly moved: number; readonly done: number }> {
  const deployed = await byPassphrase(await production("10"));
  try {
    const began = performance.now();
    const running = timed(deployed, ROLLBACK);
    const state = { running: true };
    void running.catch(() => undefined).finally(() => (state.running = false));
    let moved: number | undefined;
    while (state.running && moved === undefined) {
      await sleep(5);
      const { weights, hosts } = deployed.held();
      const back = weights["canary"] === 0 && weights["stable"] === 100;
      if (back && Object.values(hosts).every((deployment) => deployment === old.deployment))
        moved = (performance.now() - began) / 1000;
    }
    const { seconds } = await running;
    return { moved: moved ?? seconds, done: seconds };
  } finally {
    await deployed.close();
  }
}
