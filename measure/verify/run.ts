import { duration } from "../../rollout/time.ts";
import { digestOf, why, type Verified, type Verifier } from "./verified.ts";

/** An item to verify. */
export interface Task {
  readonly item: string;
  readonly verifier: Verifier;
  /** What is written down where the verifier itself comes to no end. */
  readonly by: Verified["by"];
  /** How long it may take, in seconds. */
  readonly limit: number;
  /** When: beside others, with no other running, or after all others. */
  readonly when: "beside" | "alone" | "last";
}

/** An item that came to its end. */
export interface Done {
  readonly task: Task;
  readonly verified: Verified;
  readonly seconds: number;
}

export interface RunOptions {
  /** How many run beside each other. */
  readonly atOnce: number;
  /** Aborts where a person wants no more: what runs is ended, and counts for nothing. */
  readonly interrupted: AbortSignal;
  readonly starts: (task: Task) => void;
  readonly ends: (done: Done) => void;
}

/** Verify all items, each within its time. A failure of one is its own, and stops no other. */
export async function runTasks(tasks: readonly Task[], options: RunOptions): Promise<void> {
  const when = (which: Task["when"]) => tasks.filter((task) => task.when === which);
  const left = when("beside");
  const next = async (): Promise<void> => {
    for (let task = left.shift(); task; task = left.shift()) await runTask(task, options);
  };
  await Promise.all(Array.from({ length: options.atOnce }, next));
  for (const task of [...when("alone"), ...when("last")]) await runTask(task, options);
}

async function runTask(task: Task, { interrupted, starts, ends }: RunOptions): Promise<void> {
  const isCutShort = () => interrupted.aborted;
  if (isCutShort()) return;
  starts(task);
  const started = performance.now();
  const over = new AbortController();
  const timer = setTimeout(() => {
    over.abort();
  }, task.limit * 1000);
  const ended = await settle(task, AbortSignal.any([interrupted, over.signal]));
  clearTimeout(timer);
  // What a person has cut short says nothing of the item.
  if (isCutShort()) return;
  const late = `took more than ${duration(task.limit)}, and was ended`;
  const verified = over.signal.aborted
    ? { ...ended, verdict: "fail" as const, exitStatus: undefined, observed: late }
    : ended;
  ends({ task, verified, seconds: (performance.now() - started) / 1000 });
}

async function settle({ verifier, by }: Task, signal: AbortSignal): Promise<Verified> {
  try {
    return await verifier(signal);
  } catch (error) {
    const observed = why(error);
    return { verdict: "fail", by, observed, digest: digestOf(observed), end: observed };
  }
}
