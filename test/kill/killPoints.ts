import { statSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execFileSync, type ChildProcess } from "node:child_process";
import type { Production } from "../engine/production.ts";

/** When to kill: after so many changes, and after a share of the time to the next one. */
export interface KillPoint {
  readonly changes: number;
  /** Milliseconds after the last of them; less where the next comes first. */
  readonly after: number;
}

/** How often the snapshot and the clouds are read, in milliseconds. */
const POLL = 2;

/** Differs after each write of the snapshot and each change in a cloud. */
function revisionOf({ workspace, store }: Production): string {
  const file = join(workspace.directory, "state/.pulumi/stacks/canary/production.json");
  const { mtimeNs = 0n } = statSync(file, { bigint: true, throwIfNoEntry: false }) ?? {};
  return `${mtimeNs} ${store.revision()}`;
}

/** Watch a process to its end: the times at which the snapshot or a cloud changed, from its start. */
export async function changesOf(production: Production, child: ChildProcess): Promise<number[]> {
  const began = performance.now();
  const times = [0];
  let last = revisionOf(production);
  while (child.exitCode === null && child.signalCode === null) {
    await sleep(POLL);
    const now = revisionOf(production);
    if (now !== last) times.push(performance.now() - began);
    last = now;
  }
  return [...times, performance.now() - began];
}

/** At each change and evenly in between, so that there are at least so many kill points. */
export function killPointsIn(times: readonly number[], atLeast: number): KillPoint[] {
  const parts = Math.max(2, Math.ceil(atLeast / Math.max(1, times.length - 1)));
  return times.slice(0, -1).flatMap((time, changes) => {
    const gap = (times[changes + 1] ?? time) - time;
    return Array.from({ length: parts }, (_, part) => ({ changes, after: (gap * part) / parts }));
  });
}

/** Kill a process, and all that it started, at a kill point, or where it ended before. */
export async function killAt(
  production: Production,
  child: ChildProcess,
  at: KillPoint,
): Promise<void> {
  const ended = once(child, "close");
  const over = () => child.exitCode !== null || child.signalCode !== null;
  let observed = 0;
  let last = revisionOf(production);
  let since = performance.now();
  while (!over()) {
    if (observed > at.changes || (observed === at.changes && performance.now() - since >= at.after))
      break;
    await sleep(POLL);
    const now = revisionOf(production);
    if (now === last) continue;
    last = now;
    observed++;
    since = performance.now();
  }
  endAll(child);
  await ended;
}

/** Kill a process and all that it started, as a dying machine does: going back runs the engine apart. */
export function endAll({ pid = 0 }: ChildProcess): void {
  // Stopped first, so that it starts nothing while the processes that it has started are listed.
  signal(pid, "SIGSTOP");
  for (const one of [pid, ...startedBy(pid)]) signal(one, "SIGKILL");
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It had ended.
  }
}

/** The processes that one started, directly or not. */
function startedBy(pid: number): number[] {
  const all = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    all.flatMap(([one = 0, of]) => (of === parent ? [one, ...below(one)] : []));
  return below(pid);
}
