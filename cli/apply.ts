import { readFileSync, writeFileSync } from "node:fs";
import type { Stack } from "./engine/stack.ts";
import { openOperations } from "./operations.ts";
import { policyPackArgs } from "./policyPack.ts";
import { stackFile, type Project } from "./project.ts";
import type { Event } from "./review/events.ts";
import { writeChange, type Change } from "./stackFile.ts";
import { UserError } from "./userError.ts";

export interface ApplyOptions {
  /** Whether the engine's own output is printed, as it comes. Default false. */
  readonly verbose?: boolean | undefined;
  /** Ends it between preview and update; where given, an update that has begun finishes after ^C. */
  readonly interrupted?: AbortSignal | undefined;
}

/**
 * Make a change in the stack file and apply it, with the project's policy pack: the preview first,
 * which judges it, then the update. Returns the update's events. Where the preview refuses, or ^C comes
 * before the update, the stack file is restored. ^C ends an update that has begun; where the caller
 * handles interruptions, the update finishes.
 *
 * @throws {UserError} where the preview or the update fails, with the reasons last
 */
export async function applyChange(
  project: Project,
  stack: Stack,
  change: Change,
  { verbose = false, interrupted }: ApplyOptions = {},
): Promise<readonly Event[]> {
  const file = stackFile(project, stack.name);
  const before = readFileSync(file, "utf8");
  const policies = await policyPackArgs(project.directory);
  const operations = openOperations(stack, { verbose });
  writeChange(file, project.name, change);
  try {
    try {
      await operations.run("previewing the change", ["preview", ...policies]);
      interrupted?.throwIfAborted();
      operations.throwIfInterrupted();
    } catch (error) {
      writeFileSync(file, before);
      throw new UserError(
        `nothing was applied, and ${file} is as it was\n${operations.isInterrupted() ? "interrupted" : messageOf(error)}`,
        1,
      );
    }
    try {
      const args = ["up", "--yes", "--skip-preview", ...policies];
      const apart = interrupted !== undefined;
      return (await operations.run("applying it", args, { apart })).events;
    } catch (error) {
      const what = operations.isInterrupted() ? "was interrupted" : "failed";
      throw new UserError(
        `the update ${what}; ${file} still requests it: pulumi up tries again, ./canary status says where it stands\n${messageOf(error)}`,
        1,
      );
    }
  } finally {
    operations.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
