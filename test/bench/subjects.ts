import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseDocument } from "yaml";
import { PACK } from "../engine/broken.ts";
import { old, production, type Production } from "../engine/production.ts";
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
  { ground }: Production,
  command: readonly string[],
  options?: Parameters<typeof run>[2],
): Promise<Ran> {
  return run(command, { cwd: ground.directory, env: ground.env }, options);
}

/** Production at 10 %, registered by the bare program from a list of what its state holds. */
export async function bareProduction(): Promise<Production> {
  const found = await production("10");
  const exported = await found.ground.pulumi("stack", "export", "--show-secrets", ...STACK);
  await writeList(found, listedIn(exported.output));
  await setMain(found, "bare");
  return found;
}

/** Have a program of this folder run, as Node starts one where nothing is said. */
export async function setMain({ ground }: Production, name: string): Promise<void> {
  const file = join(ground.directory, "Pulumi.yaml");
  const project = parseDocument(await readFile(file, "utf8"));
  project.deleteIn(["runtime", "options", "nodeargs"]);
  project.set("main", join(import.meta.dirname, name));
  await writeFile(file, project.toString());
}

const listFile = ({ ground }: Production) => join(ground.directory, "resources.json");

function writeList(found: Production, listed: readonly Listed[]): Promise<void> {
  return writeFile(listFile(found), JSON.stringify(listed));
}

/** Seconds of a bare `up` that takes both weights from 10 % to another share. */
export async function bareUp(share: number): Promise<number> {
  const found = await bareProduction();
  try {
    const listed = JSON.parse(await readFile(listFile(found), "utf8")) as Listed[];
    await writeList(
      found,
      listed.map((one) => {
        const leg = one.inputs["setIdentifier"];
        if (leg !== "stable" && leg !== "canary") return one;
        const weight = leg === "canary" ? share : 100 - share;
        return { ...one, inputs: { ...one.inputs, weightedRoutingPolicies: [{ weight }] } };
      }),
    );
    return (await timed(found, UP)).seconds;
  } finally {
    await found.close();
  }
}

/** Seconds of an `up` of the program that advances from 10 to 25 %. */
export async function advance(): Promise<number> {
  const found = await production("10");
  try {
    await found.edit({ percentage: 25 });
    return (await timed(found, UP)).seconds;
  } finally {
    await found.close();
  }
}

/** Seconds of `./canary rollback` from 10 %: until all weights and aliases have moved, and in all. */
export async function rollBack(): Promise<{ readonly moved: number; readonly done: number }> {
  const found = await production("10");
  try {
    const began = performance.now();
    const running = timed(found, ROLLBACK);
    const state = { running: true };
    void running.catch(() => undefined).finally(() => (state.running = false));
    let moved: number | undefined;
    while (state.running && moved === undefined) {
      await sleep(5);
      const { weights, hosts } = found.held();
      const back = weights["canary"] === 0 && weights["stable"] === 100;
      if (back && Object.values(hosts).every((deployment) => deployment === old.deployment))
        moved = (performance.now() - began) / 1000;
    }
    const { seconds } = await running;
    return { moved: moved ?? seconds, done: seconds };
  } finally {
    await found.close();
  }
}
