import { readFileSync, writeFileSync } from "node:fs";
import type { Stack } from "./engine/stack.ts";
import { policyPackArgs } from "./policyPack.ts";
import { stackFile, type Project } from "./project.ts";
import { writeChange, type Change } from "./stackFile.ts";
import { UserError } from "./userError.ts";

/**
 * Make a change in the stack file and apply it, with the project's policy pack: the preview first,
 * which judges it, then the update. Where the preview refuses, or ^C comes before the update, the stack
 * file is put back as it was. ^C ends an update that has begun; where interruptions are heeded by the
 * caller, it is let finish.
 */
export async function applyChange(
  project: Project,
  stack: Stack,
  change: Change,
  interrupted?: AbortSignal,
): Promise<void> {
  const file = stackFile(project, stack.name);
  const before = readFileSync(file, "utf8");
  const policies = await policyPackArgs(project.directory);
  const onOutput = (text: string) => process.stdout.write(text);
  const own = interrupts();
  writeChange(file, project.name, change);
  try {
    try {
      await stack.engine(["preview", ...policies], { onOutput, signal: own.terminated });
      interrupted?.throwIfAborted();
      own.throwIfHeard();
    } catch {
      writeFileSync(file, before);
      throw new UserError(`nothing was applied, and ${file} is as it was`, 1);
    }
    try {
      await stack.engine(["up", "--yes", "--skip-preview", ...policies], {
        ...{ onOutput, signal: own.terminated, apart: interrupted !== undefined },
      });
    } catch {
      throw new UserError(
        `the update ${own.isHeard() ? "was interrupted" : "failed"}; ${file} asks for it still: pulumi up tries again, ./canary status says where it stands`,
        1,
      );
    }
  } finally {
    own.close();
  }
}

/** Outlives ^C, which the engine gets too: what it leaves behind is put back or said once it has ended. */
function interrupts() {
  let heard = false;
  const termination = new AbortController();
  const hear = () => {
    heard = true;
  };
  // Of this process alone: the engine has not got it.
  const terminate = () => {
    hear();
    termination.abort();
  };
  process.on("SIGINT", hear).on("SIGTERM", terminate);
  return {
    terminated: termination.signal,
    isHeard: () => heard,
    throwIfHeard: () => {
      if (heard) throw new Error("interrupted");
    },
    close: () => {
      process.off("SIGINT", hear).off("SIGTERM", terminate);
    },
  };
}
