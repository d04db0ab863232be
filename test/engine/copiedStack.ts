import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KeptState } from "./production.ts";

/** A stack's file in the folder that the engine keeps its states in. */
export function stateFile(folder: string, project: string, stack = "production"): string {
  return join(folder, ".pulumi/stacks", project, `${stack}.json`);
}

/** The text of a stack's state as it is kept for another project, changed on the way. */
export async function copiedState(
  folder: string,
  project: string,
  change: (state: KeptState) => object = (state) => state,
): Promise<string> {
  const text = await readFile(stateFile(folder, "canary"), "utf8");
  const kept = JSON.parse(
    text.replaceAll("::canary::", `::${project}::`).replaceAll("/canary/", `/${project}/`),
  ) as { checkpoint: { latest: KeptState } };
  const latest = change(kept.checkpoint.latest);
  return JSON.stringify({ ...kept, checkpoint: { ...kept.checkpoint, latest } });
}

/** Lay a stack's state into the folder that the engine keeps its states in. */
export async function layState(folder: string, project: string, text: string): Promise<void> {
  const file = stateFile(folder, project);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
