import { hostname } from "node:os";
import { isAlive } from "../isAlive.ts";
import type { Stack } from "../engine/stack.ts";
import { lockOwner } from "../lock.ts";
import { openOperations, type Operated, type Operations } from "../operations.ts";
import { UserError } from "../userError.ts";

/** Operations of the engine on a stack that another run of this command may have left locked. */
export interface Engine {
  /** @throws {UserError} where it fails or is interrupted, with the reasons last */
  run(what: string, args: readonly string[]): Promise<Operated>;
  close(): void;
}

/**
 * Open them. The lock of an update of this machine that died is taken away; anyone else's stays, and is
 * waited for by nobody.
 *
 * @param say called with what happens beside them
 */
export function openEngine(
  stack: Stack,
  {
    verbose,
    say,
  }: { readonly verbose?: boolean | undefined; readonly say: (text: string) => void },
): Engine {
  const operations = openOperations(stack, { verbose });
  return {
    run: (what, args) => runUnlocked(stack, operations, say, what, args),
    close: () => {
      operations.close();
    },
  };
}

async function runUnlocked(
  stack: Stack,
  operations: Operations,
  say: (text: string) => void,
  what: string,
  args: readonly string[],
): Promise<Operated> {
  try {
    return await operations.run(what, args);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : error;
    const owner = lockOwner(cause);
    if (owner?.host === hostname() && owner.pid !== undefined && !isAlive(owner.pid)) {
      say(`an update that died (pid ${owner.pid}) left the stack locked: taking the lock away`);
      await stack.cancel();
      return operations.run(what, args).catch((again: unknown) => fail(operations, what, again));
    }
    return fail(operations, what, error);
  }
}

function fail(operations: Operations, what: string, error: unknown): never {
  const how = operations.isInterrupted() ? "was interrupted" : "failed";
  const why = error instanceof Error ? error.message : String(error);
  throw new UserError(`${what} ${how}: run it again, and it goes on from there\n${why}`, 1);
}
