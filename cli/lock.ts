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

/**
 * Make way for a roll back. A writer that lives on this machine is interrupted and waited for, since
 * one that is merely cancelled would later write its own end over ours; one that died leaves a lock
 * to take away; one elsewhere gets a minute. `say` tells the user what happens.
 */
export async function makeWay(
  stack: Stack,
  holder: LockHolder,
  say: (text: string) => void,
): Promise<void> {
  const { host, pid } = holder;
  if (host === hostname() && pid !== undefined) {
    if (isAlive(pid)) {
      say(`an update of this machine holds the stack (pid ${pid}): interrupting it`);
      process.kill(pid, "SIGINT");
      const gone = await until(() => !isAlive(pid));
      if (gone) return;
      say(`it did not end within ${PATIENCE / 1000} s: ending it`);
      process.kill(pid, "SIGKILL");
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
