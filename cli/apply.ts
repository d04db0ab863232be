import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "./engine/stack.ts";
import { policyPackArgs } from "./policyPack.ts";
import { withProgress } from "./progressLine.ts";
import { stackFile, type Project } from "./project.ts";
import { reasonsOf } from "./reasons.ts";
import { eventsOf, type Event } from "./review/events.ts";
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
  const folder = mkdtempSync(join(tmpdir(), "canary-events-"));
  const own = interrupts();
  const operate = async (what: string, args: readonly string[], apart: boolean) => {
    const eventLog = join(folder, `${args[0] ?? ""}.jsonl`);
    const onOutput = verbose ? (text: string) => process.stdout.write(text) : undefined;
    const signal = apart ? undefined : own.terminated;
    const options = { onOutput, eventLog, apart, signal };
    try {
      const running = stack.engine([...args, ...policies], options);
      await (verbose ? running : withProgress(what, running));
    } catch (error) {
      throw new Error(reasonsOf(eventsOf(eventLog), error), { cause: error });
    }
    return eventsOf(eventLog);
  };
  writeChange(file, project.name, change);
  try {
    try {
      await operate("previewing the change", ["preview"], false);
      interrupted?.throwIfAborted();
      own.throwIfInterrupted();
    } catch (error) {
      writeFileSync(file, before);
      throw new UserError(
        `nothing was applied, and ${file} is as it was\n${own.isInterrupted() ? "interrupted" : messageOf(error)}`,
        1,
      );
    }
    try {
      const args = ["up", "--yes", "--skip-preview"];
      return await operate("applying it", args, interrupted !== undefined);
    } catch (error) {
      const what = own.isInterrupted() ? "was interrupted" : "failed";
      throw new UserError(
        `the update ${what}; ${file} still requests it: pulumi up tries again, ./canary status says where it stands\n${messageOf(error)}`,
        1,
      );
    }
  } finally {
    own.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Outlives ^C, which the engine gets too, and a terminal that closes: what it leaves behind is restored or
 * said once it has ended.
 */
function interrupts() {
  let interrupted = false;
  const termination = new AbortController();
  const interrupt = () => {
    interrupted = true;
  };
  // Of this process alone: the engine has not got it.
  const terminate = () => {
    interrupt();
    termination.abort();
  };
  process.on("SIGINT", interrupt).on("SIGTERM", terminate).on("SIGHUP", terminate);
  return {
    terminated: termination.signal,
    isInterrupted: () => interrupted,
    throwIfInterrupted: () => {
      if (interrupted) throw new Error("interrupted");
    },
    close: () => {
      process.off("SIGINT", interrupt).off("SIGTERM", terminate).off("SIGHUP", terminate);
    },
  };
}
