import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { BY_COMMAND, readAgain } from "./readAgain.ts";

/** How long the engine may take to say it, in milliseconds. */
const PATIENCE = 20_000;

/**
 * A stack's state, as the engine exports it.
 *
 * @param stack `organization/project/stack`
 * @param directory the project's
 * @throws with what the engine said, where it cannot
 */
export function exportedState(stack: string, directory: string): Promise<unknown> {
  return readAgain(() => exported(stack, directory), BY_COMMAND);
}

async function exported(stack: string, directory: string): Promise<unknown> {
  const args = ["stack", "export", "--non-interactive", "--stack", stack];
  try {
    const { stdout } = await promisify(execFile)("pulumi", args, {
      cwd: directory,
      timeout: PATIENCE,
      maxBuffer: 1 << 30,
    });
    return JSON.parse(stdout);
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    throw new Error(
      code === "ENOENT" ? "no pulumi is on the PATH" : stderr.trim() || String(error),
    );
  }
}

const withResources = z.object({
  deployment: z.object({ resources: z.array(z.unknown()).default([]) }).nullish(),
});

/** Whether an exported state has anything in it: a stack that was never updated has not. */
export function isWritten(state: unknown): boolean {
  return (withResources.parse(state).deployment?.resources ?? []).length > 0;
}
