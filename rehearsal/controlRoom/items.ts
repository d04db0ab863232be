import { z } from "zod";
import type { Ground } from "../ground.ts";
import type { ItemRow } from "./snapshot.ts";

const listed = z.array(
  z.object({ id: z.string(), section: z.string(), text: z.string(), state: z.string() }),
);

/** The checklist as `./canary checklist` shows it. */
export interface Checklist {
  readonly items: readonly ItemRow[];
  /** Something may have changed it: ask again, once at a time. */
  outdated(): void;
  close(): Promise<void>;
}

export function checklistOf(ground: Ground, heard: (fault: string) => void): Checklist {
  let items: readonly ItemRow[] = [];
  let due = false;
  let asking: Promise<void> | undefined;
  const ask = async () => {
    const { output } = await ground.canary("checklist", "--format", "json");
    // Beside it may be what could not be asked, which the items themselves say too.
    const [array] = /^\[$[^]*^\]$/m.exec(output) ?? [];
    if (array === undefined) throw new Error(output.trim());
    items = listed.parse(JSON.parse(array));
  };
  const askWhileDue = async () => {
    while (due) {
      due = false;
      await ask().catch((error: unknown) => {
        const words = error instanceof Error ? error.message : String(error);
        heard(`the checklist cannot be read: ${words}`);
      });
    }
    asking = undefined;
  };
  return {
    get items() {
      return items;
    },
    outdated() {
      due = true;
      asking ??= askWhileDue();
    },
    close: async () => {
      due = false;
      await asking;
    },
  };
}
