import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { Workspace } from "./commands.ts";
import type { ItemRow } from "./snapshot.ts";

const listed = z.array(
  z.object({ id: z.string(), section: z.string(), text: z.string(), state: z.string() }),
);

/** The checklist as `./canary checklist` shows it. */
export interface Checklist {
  readonly items: readonly ItemRow[];
  /** Something may have changed it: query again, once at a time. */
  outdated(): void;
  /** Stop what still queries, and wait for its end. */
  close(): Promise<void>;
}

/**
 * @param say gets why the checklist cannot be read
 */
export function checklistOf(
  { canary, directory, env }: Workspace,
  stack: string,
  say: (fault: string) => void,
): Checklist {
  const args = ["checklist", "--format", "json", "--stack", stack];
  let items: readonly ItemRow[] = [];
  let due = false;
  let closed = false;
  let child: ChildProcessByStdio<null, Readable, Readable> | undefined;
  let querying: Promise<void> | undefined;
  const query = async () => {
    // A process group of its own, so that its engine ends with it.
    const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
    child = spawn(canary, args, { cwd: directory, env, stdio, detached: true });
    const ended = once(child, "close");
    const [output, faults] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    child = undefined;
    const [array] = /^\[$[^]*^\]$/m.exec(output) ?? [];
    if (array === undefined) throw new Error((faults || output).trim());
    items = listed.parse(JSON.parse(array));
  };
  const queryWhileDue = async () => {
    while (due && !closed) {
      due = false;
      await query().catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!closed) say(`the checklist cannot be read: ${message}`);
      });
    }
    querying = undefined;
  };
  return {
    get items() {
      return items;
    },
    outdated() {
      due = true;
      querying ??= queryWhileDue();
    },
    close: async () => {
      closed = true;
      if (child?.pid !== undefined) process.kill(-child.pid);
      await querying;
    },
  };
}
