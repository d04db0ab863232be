import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ConcurrentUpdateError, type Stack } from "@pulumi/pulumi/automation/index.js";

/** Who holds a stack's lock, as far as the engine says. */
export interface LockHolder {
  readonly host?: string;
  readonly pid?: number;
}

/** How long another writer gets to end before its lock is taken away, in milliseconds. */
const PATIENCE = 60_000;
const POLL = 500;

/** Who holds the lock that an operation met; undefined where it failed of something else. */
export function lockHolder(error: unknown): LockHolder | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (
    !(error instanceof ConcurrentUpdateError) &&
    !text.includes("the stack is currently locked by")
  )
    return undefined;
  const [, host, pid] = /created by [^@\s]*@(\S+) \(pid (\d+)\)/.exec(text) ?? [];
  return host !== undefined && pid !== undefined ? { host, pid: Number(pid) } : {};
}

/** How often another writer's lock is met before this gives up. */
const TRIES = 3;

/**
 * Carry out a way back, making way for it where another writer holds the stack. It is then carried
 * out anew, and must read all again: the other may have moved traffic.
 */
export async function makingWay<T>(
  stack: Stack,
  say: (text: string) => void,
  carryOut: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await carryOut();
    } catch (error) {
      const holder = lockHolder(error);
      if (!holder || tried > TRIES) throw error;
      await makeWay(stack, holder, say);
    }
  }
}

/**
 * Make way for a roll back. A writer that lives on this machine is interrupted and waited for, since
 * one that is merely cancelled would later write its own end over ours; one that died leaves a lock
 * to take away; one elsewhere gets a minute. `say` tells the user what happens.
 */
async function makeWay(
  stack: Stack,
  holder: LockHolder,
  say: (text: string) => void,
): Promise<void> {
  const { host, pid } = holder;
  if (host === hostname() && pid !== undefined) {
    if (isAlive(pid)) {
      say(`an update of this machine holds the stack (pid ${pid}): interrupting it`);
      signal(pid, "SIGINT");
      const gone = await until(() => !isAlive(pid));
      if (gone) return;
      say(`it did not end within ${PATIENCE / 1000} s: ending it`);
      signal(pid, "SIGKILL");
      await until(() => !isAlive(pid));
    } else {
      say(`an update that died (pid ${pid}) left the stack locked: taking the lock away`);
    }
  } else {
    say(`${host ?? "somebody"} holds the stack: giving it ${PATIENCE / 1000} s`);
    await sleep(PATIENCE);
  }
  await stack.cancel();
}

async function until(done: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE; waited += POLL) {
    if (done()) return true;
    await sleep(POLL);
  }
  return done();
}

/** Signal a process, if it is ours to signal. */
function signal(pid: number, name: "SIGINT" | "SIGKILL"): void {
  try {
    process.kill(pid, name);
  } catch {
    // Another user's, or gone by now: the wait that follows finds out.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and is there all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
