import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { policyPackArgs, policyPackOf } from "./policyPack.ts";
import { stackFile, type Project } from "./project.ts";
import { writeChange, type Change } from "./stackFile.ts";
import { UserError } from "./userError.ts";

/**
 * Make a change in the stack file and apply it, with the project's policy pack: the preview first,
 * which judges it, then the update. Where the preview refuses, or an interruption comes before the update, the stack file is
 * put back as it was. An update that has begun is let finish, where interruptions are heeded here.
 */
export async function applyChange(
  project: Project,
  stack: Stack,
  change: Change,
  interrupted?: AbortSignal,
): Promise<void> {
  const file = stackFile(project, stack.name);
  const before = readFileSync(file, "utf8");
  const found = await policyPackOf(project.directory);
  const policies = found && {
    policyPacks: [found.pack],
    ...(found.config !== undefined && { policyPackConfigs: [found.config] }),
  };
  writeChange(file, project.name, change);
  const print = (text: string) => process.stdout.write(text);
  try {
    await stack.preview({ onOutput: print, ...policies });
    interrupted?.throwIfAborted();
  } catch {
    writeFileSync(file, before);
    throw new UserError(`nothing was applied, and ${file} is as it was`, 1);
  }
  try {
    await (interrupted ? upToItsEnd(project, stack) : stack.up({ onOutput: print, ...policies }));
  } catch {
    throw new UserError(
      `the update failed; ${file} asks for it still: pulumi up tries again, ./canary status says where it stands`,
      1,
    );
  }
}

/**
 * An update in a process group of its own: ^C in a terminal goes to all of a group, and would stop it
 * halfway, between the two weights.
 */
async function upToItsEnd({ directory }: Project, { name }: Stack): Promise<void> {
  const args = ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", name];
  args.push(...(await policyPackArgs(directory)));
  const update = spawn("pulumi", args, {
    cwd: directory,
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(update, "close")) as [number | null];
  if (code !== 0) throw new Error(`pulumi up ended with ${code ?? "a signal"}`);
}
