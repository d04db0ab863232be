import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "./engine/stack.ts";
import { isAlive } from "./isAlive.ts";

/** Who holds a stack's lock, as far as the engine says. */
export interface LockOwner {
  readonly host?: string;
  readonly pid?: number;
  /** It was given back while the engine read it. */
  readonly gone?: true;
}

/** Marks the engine's runs that go back, among its arguments: one waits for another. */
export const GOING_BACK = "canary-going-back";

/** How long another writer gets to end before its lock is taken away, in seconds. */
export const PATIENCE = 60;
/** After how long one of this machine is interrupted again, in milliseconds. */
const GRACE = 10_000;
const POLL = 500;
/** How often to check whether a run that is waited for has ended, in milliseconds. */
const AGAIN = 2000;
/** How often a lock is taken away before this gives up. */
const TRIES = 3;
/** How often another's lock may be given back while it is read, before this gives up. */
const GONE_TRIES = 10;

/** What the engine says of a lock, in a self-managed backend and in Pulumi Cloud. */
const LOCKED = /the stack is currently locked by|Another update is currently in progress/;

/**
 * What the engine says where a lock that it has listed is deleted before it reads who holds it: the store's
 * answer alone, with no word of a lock, whichever store it is.
 * https://github.com/pulumi/pulumi/blob/v3.274.1/pkg/backend/diy/lock.go
 */
const GONE = /^\s*\d+\) NotFound$/m;

/** Who holds the lock that an operation met; undefined where it failed of something else. */
export function lockOwner(error: unknown): LockOwner | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (!LOCKED.test(text)) return GONE.test(text) ? { gone: true } : undefined;
  const [, host, pid] = /created by [^@\s]*@(\S+) \(pid (\d+)\)/.exec(text) ?? [];
  return host !== undefined && pid !== undefined ? { host, pid: Number(pid) } : {};
}

/** How way is made. */
export interface MakingWay {
  readonly stack: Pick<Stack, "cancel">;
  /** Prints what happens, for the user. */
  readonly say: (text: string) => void;
  /** How long another writer gets to end before its lock is taken away, in seconds. Default 60. */
  readonly patience?: number | undefined;
}

/**
 * Go back, and make way for it where another writer owns the stack's lock. It is then tried again,
 * and must read everything anew: the other writer may have moved traffic.
 *
 * A writer elsewhere, and another run that goes back, get time to end. Any other writer on this machine
 * is interrupted; one that died leaves a lock, which is removed.
 */
export async function makingWay<T>(way: MakingWay, action: () => Promise<T>): Promise<T> {
  const { say, patience = PATIENCE } = way;
  const waited = new Map<string, number>();
  for (let taken = 0, gone = 0; ;) {
    try {
      return await action();
    } catch (error) {
      const owner = lockOwner(error);
      if (!owner || taken >= TRIES || gone >= GONE_TRIES) throw error;
      if (owner.gone) {
        gone++;
        continue;
      }
      const message = waitedFor(owner, patience);
      if (message !== undefined && !waited.has(message)) {
        say(message);
        waited.set(message, Date.now() + patience * 1000);
      }
      const left = (waited.get(message ?? "") ?? 0) - Date.now();
      if (left > 0) {
        await sleep(Math.min(AGAIN, left));
      } else {
        await takeAway(owner, way);
        taken++;
      }
    }
  }
}

/** The message about a lock owner that gets time to end; nothing for one that does not. */
function waitedFor({ host, pid }: LockOwner, patience: number): string | undefined {
  if (host !== hostname() || pid === undefined)
    return `${host ?? "somebody"} holds the stack: giving it ${patience} s`;
  if (isOther(pid))
    return `another machine that is called ${host} too holds the stack: giving it ${patience} s`;
  return isAlive(pid) && commandOf(pid).includes(GOING_BACK)
    ? `another roll back or halt of this machine holds the stack (pid ${pid}): waiting for it`
    : undefined;
}

/**
 * Whether a process that lives here is no engine: the lock's is then on a machine of the same name, as
 * containers' are, or it died and its number was given to another.
 */
function isOther(pid: number): boolean {
  const command = commandOf(pid);
  return isAlive(pid) && command !== "" && !command.includes("pulumi");
}

/** The command of a process of this machine; "" where that cannot be found out. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    try {
      // Where there is no /proc, as on macOS.
      return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
    } catch {
      return "";
    }
  }
}

/**
 * Take a lock away. A writer that lives on this machine is interrupted and waited for, since one that is
 * merely cancelled would later write its own end over ours.
 */
async function takeAway(
  { host, pid }: LockOwner,
  { stack, say, patience = PATIENCE }: MakingWay,
): Promise<void> {
  if (host === hostname() && pid !== undefined && !isOther(pid)) {
    if (isAlive(pid)) {
      say(`an update of this machine holds the stack (pid ${pid}): interrupting it`);
      if (await interrupt(pid, patience * 1000)) return;
      say(`it did not end within ${patience} s: ending it`);
      signal(pid, "SIGKILL");
      await until(() => !isAlive(pid), patience * 1000);
    } else {
      say(`an update that died (pid ${pid}) left the stack locked: taking the lock away`);
    }
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
