import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { backendOf, folderOf } from "./backend.ts";
import { removeEmptyAttributes } from "./emptyAttributes.ts";
import { serveProgram } from "./engine/program.ts";
import { Stack } from "./engine/stack.ts";
import { register, targetsOf, type Write } from "./fromState.ts";
import { interruption, TimedOut, type Interruption } from "./interrupt.ts";
import { lockOwner, GOING_BACK } from "./lock.ts";
import { Progress } from "./progress.ts";
import type { Project } from "./project.ts";
import type { State, StateResource } from "./state.ts";
import { UserError } from "./userError.ts";

/** Writes and reads a stack's resources from its state alone: neither index.ts nor the stack file is read. */
export interface Operator {
  /** The stack, for reading it. */
  readonly stack: Stack;
  /**
   * Whether somebody typed ^C since it was opened, or ended it by SIGTERM: what was begun then ended, and
   * nothing more begins. A terminal that closes ends nothing: nobody may be there to begin anew.
   */
  readonly interrupted: boolean;
  /**
   * Write, in one run of the engine; returns why each was not written, as text. Throws where another
   * writer owns the stack's lock.
   *
   * @param settled called for each write once it is written, or has failed
   */
  write(
    state: State,
    writes: readonly Write[],
    settled?: (write: Write, isWritten: boolean) => void,
  ): Promise<ReadonlyMap<Write, string>>;
  /**
   * Query the clouds for what they hold of some resources, and keep it in the state.
   *
   * @throws where that fails, or takes longer than so many seconds
   */
  refresh(targets: readonly StateResource[], seconds: number): Promise<void>;
  /** Take away its folder. */
  close(): void;
}

/** What every run of the engine has: a folder of its own, no preview, and the mark of going back. */
const ARGS = ["--yes", "--skip-preview", "--exec-kind", "auto.inline", "--exec-agent", GOING_BACK];

/** Open a stack for writing from its state; it works in a folder of its own, until it is closed. */
export async function openOperator(project: Project, name: string): Promise<Operator> {
  const backend = await backendOf(project);
  await removeEmptyAttributes(folderOf(backend));
  const folder = newFolder(project);
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: project.name, runtime: "nodejs" }));
  const stack = new Stack(name, folder, {
    // The folder has no stack file to name the secrets provider: the state does. Without it the
    // engine prompts for a passphrase, or encrypts the state anew with whichever one is set.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    // The engine refuses to open a state that lies as before projects had folders of their own in it.
    // https://github.com/pulumi/pulumi/issues/19566
    PULUMI_DIY_BACKEND_IGNORE_DEPRECATION_ERROR: "true",
    ...(backend !== undefined && { PULUMI_BACKEND_URL: backend }),
    ...passphraseFile(project.directory),
    TMPDIR: folder,
  });
  let current: Interruption | undefined;
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    current?.begin();
  };
  process.on("SIGINT", interrupt);
  let begun = false;
  const stay = () => {
    if (!begun) process.on("SIGTERM", interrupt).on("SIGHUP", ignore);
    begun = true;
  };

  /** Run the engine until it ends, or is interrupted; it then leaves its lock behind. */
  const run = async (args: readonly string[], ending: Interruption) => {
    stay();
    current = ending;
    if (interrupted) ending.begin();
    try {
      await stack.engine([...args, ...ARGS], { signal: ending.signal, apart: true });
    } finally {
      ending.end();
      current = undefined;
      if (ending.signal.aborted) await stack.cancel().catch(() => undefined);
    }
  };

  return {
    stack,
    get interrupted() {
      return interrupted;
    },
    async write(state, writes, settled = () => undefined) {
      const progress = new Progress(writes);
      const program = await serveProgram((monitor) =>
        register(monitor, state, writes, (write, isWritten) => {
          progress.settle(write, isWritten);
          settled(write, isWritten);
        }),
      );
      const targets = targetsOf(state, writes).flatMap((urn) => ["--target", urn]);
      const args = ["up", "--continue-on-error", `--client=${program.address}`, ...targets];
      try {
        await run(args, progress.interruption);
        return progress.failed(undefined);
      } catch (error) {
        if (lockOwner(error)) throw error;
        return progress.failed(error);
      } finally {
        progress.close();
        program.close();
      }
    },
    async refresh(targets, seconds) {
      const ending = interruption();
      const timer = setTimeout(ending.begin, seconds * 1000);
      try {
        await run(["refresh", ...targets.flatMap(({ urn }) => ["--target", urn])], ending);
      } catch (error) {
        throw ending.signal.aborted ? new TimedOut(seconds) : error;
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => {
      process.off("SIGINT", interrupt).off("SIGTERM", interrupt).off("SIGHUP", ignore);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ignore(): void {
  // The signal would end this process, were nobody there to take it.
}

/** Open a stack for writing, and close it once `work` has ended. */
export async function withOperator<T>(
  project: Project,
  stackName: string,
  work: (operator: Operator) => Promise<T>,
): Promise<T> {
  const operator = await openOperator(project, stackName);
  try {
    return await work(operator);
  } finally {
    operator.close();
  }
}

/** A folder for the engine: where there is no room for temporary ones, beside the project or at home. */
function newFolder({ directory }: Project): string {
  const faults: string[] = [];
  for (const place of [tmpdir(), directory, homedir()]) {
    try {
      return mkdtempSync(join(place, ".canary-"));
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new UserError(`no folder can be made for the engine:\n${faults.join("\n")}`);
}

/** A passphrase file named relative to the project's folder. */
function passphraseFile(directory: string): Record<string, string> {
  const file = process.env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  return file ? { PULUMI_CONFIG_PASSPHRASE_FILE: resolve(directory, file) } : {};
}
