import { readFileSync, writeFileSync } from "node:fs";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { stackFile, type Project } from "./project.ts";
import { writeChange, type Change } from "./stackFile.ts";
import { UserError } from "./userError.ts";

/**
 * Make a change in the stack file and apply it: the preview first, which judges it, then the
 * update. Where the preview refuses, or an interruption comes before the update, the stack file is
 * put back as it was. An update that has begun is let finish.
 */
export async function applyChange(
  project: Project,
  stack: Stack,
  change: Change,
  interrupted?: AbortSignal,
): Promise<void> {
  const file = stackFile(project, stack.name);
  const before = readFileSync(file, "utf8");
  writeChange(file, project.name, change);
  const print = (text: string) => process.stdout.write(text);
  try {
    await stack.preview({ onOutput: print });
    interrupted?.throwIfAborted();
  } catch {
    writeFileSync(file, before);
    throw new UserError(`nothing was applied, and ${file} is as it was`, 1);
  }
  try {
    await stack.up({ onOutput: print });
  } catch {
    throw new UserError(
      `the update failed; ${file} asks for it still: pulumi up tries again, ./canary status says where it stands`,
      1,
    );
  }
}
