import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ConcurrentUpdateError, type Stack } from "@pulumi/pulumi/automation/index.js";
import { isAlive } from "./isAlive.ts";

/** Who holds a stack's lock, as far as the engine says. */
export interface LockHolder {
  readonly host?: string;
  readonly pid?: number;
}

/** How long another writer gets to end before its lock is taken away, in seconds. */
export const PATIENCE = 60;
/** After how long one of this machine is interrupted again, in milliseconds. */
const GRACE = 10_000;
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

/** How way is made. */
export interface MakingWay {
  readonly stack: Pick<Stack, "cancel">;
  /** Tells the user what happens. */
  readonly say: (text: string) => void;
  /** How long another writer gets to end before its lock is taken away, in seconds. Default 60. */
  readonly patience?: number | undefined;
}

/**
 * Carry out a way back, making way for it where another writer holds the stack. It is then carried
 * out anew, and must read all again: the other may have moved traffic.
 */
export async function makingWay<T>(way: MakingWay, carryOut: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await carryOut();
    } catch (error) {
      const holder = lockHolder(error);
      if (!holder || tried > TRIES) throw error;
      await makeWay(holder, way);
    }
  }
}

/**
 * Make way for a roll back. A writer that lives on this machine is interrupted and waited for, since
 * one that is merely cancelled would later write its own end over ours; one that died leaves a lock
 * to take away; one elsewhere gets its time to end.
 */
async function makeWay(
  { host, pid }: LockHolder,
  { stack, say, patience = PATIENCE }: MakingWay,
): Promise<void> {
  if (host === hostname() && pid !== undefined) {
    if (isAlive(pid)) {
      say(`an update of this machine holds the stack (pid ${pid}): interrupting it`);
      if (await interrupt(pid, patience * 1000)) return;
      say(`it did not end within ${patience} s: ending it`);
      signal(pid, "SIGKILL");
      await until(() => !isAlive(pid), patience * 1000);
    } else {
      say(`an update that died (pid ${pid}) left the stack locked: taking the lock away`);
    }
  } else {
    say(`${host ?? "somebody"} holds the stack: giving it ${patience} s`);
    await sleep(patience * 1000);
  }
  await stack.cancel();
}

/** Whether a process has ended within some milliseconds, interrupted as by ^C. */
async function interrupt(pid: number, patience: number): Promise<boolean> {
  const ended = () => !isAlive(pid);
  signal(pid, "SIGINT");
  if (await until(ended, Math.min(GRACE, patience))) return true;
  // The engine waits for a cloud's answer until the second time.
  signal(pid, "SIGINT");
  return until(ended, Math.max(0, patience - GRACE));
}

async function until(done: () => boolean, patience: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += POLL) {
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
