import { momentOf, show, type Moment } from "../evidence.ts";
import type { Scene } from "../traffic/scene.ts";
import { stageAfter } from "../traffic/scale.ts";
import { canaryIn, type RolloutRecord } from "../../controlRoom/index.ts";

/** How long what could not be shown is left alone, in milliseconds. */
const AGAIN = 10_000;

/** Those who show what a rollout asks of people and of the app, as soon as it can be shown. */
export interface Team {
  /** Look at where the rollout stands; at most one thing is shown at once. */
  look(record: RolloutRecord | undefined): void;
  close(): Promise<void>;
}

/**
 * @param shown where the rollout stood when the last was shown: its `enteredAt`
 * @param heard gets what was shown, or why it could not be, in words
 */
export function teamOf(
  { ground, app }: Scene,
  shown: string | undefined,
  heard: (words: string) => void,
): Team {
  let rested = 0;
  let showing: Promise<void> | undefined;
  let failed: string | undefined;
  const showAll = async ({ enteredAt }: RolloutRecord, { release, moment }: Due) => {
    try {
      heard(`${inWords(moment)}: ${await show(ground, app, release, moment)}`);
      shown = enteredAt;
    } catch (error) {
      const [words] = (error instanceof Error ? error.message : String(error)).split("\n");
      if (words !== failed) heard(`${inWords(moment)}: ${words ?? ""}`);
      failed = words;
      rested = Date.now() + AGAIN;
    }
  };
  return {
    look(record) {
      if (!record || showing || record.enteredAt === shown || Date.now() < rested) return;
      const due = dueAt(record);
      if (!due) return;
      showing = showAll(record, due).finally(() => {
        showing = undefined;
      });
    },
    close: async () => {
      await showing;
    },
  };
}

interface Due {
  readonly release: RolloutRecord["canary"];
  readonly moment: Moment;
}

/** What can be shown now: for the canary's next step, or for a rollout that has ended. */
function dueAt(record: RolloutRecord): Due | undefined {
  const { owed, canary, percentage, plan } = record;
  if (owed && percentage === 0)
    return { release: owed.release, moment: owed.ended === "finish" ? "finish" : "roll back" };
  if (!canaryIn(record)) return undefined;
  const moment = momentOf(plan, stageAfter(plan, percentage)?.percentage ?? "promote");
  return moment === undefined ? undefined : { release: canary, moment };
}

function inWords(moment: Moment): string {
  return typeof moment === "number" ? `for ${moment} %` : `for the ${moment}`;
}
