import {
  isUnreadable,
  REASON_NOT_GIVEN,
  type StoredRecord,
  type RolloutRecord,
} from "../rollout/record.ts";
import { isRelease } from "../rollout/release.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { TRIGGERS } from "../rollout/triggers.ts";

/** Where the rollout stands, in one sentence. */
export interface Headline {
  readonly text: string;
  /** What more is to be said of it, e.g. the numbers that rolled it back. */
  readonly detail?: string | undefined;
  /** Whether the release was stopped, or nothing is known: it stands out. */
  readonly bad: boolean;
}

export function headlineOf(stored: StoredRecord): Headline {
  if (!stored) return { text: "The state holds no record of a rollout", bad: true };
  if (isUnreadable(stored))
    return { text: "The rollout's record cannot be read", detail: stored.unreadable, bad: true };
  const { stable, canary, percentage } = stored;
  const stopped = haltedIn(stored);
  if (stopped) {
    const { why, detail } = whyOf(stopped);
    const what =
      percentage > 0
        ? `${canary.version} is halted at ${percentage} %`
        : stored.kind === "roll back" || stored.kind === "revert"
          ? "Rolled back"
          : `${canary.version} is halted`;
    return { text: `${what}: ${why}`, detail, bad: true };
  }
  const at = (text: string) => ({ text, bad: false });
  if (percentage > 0)
    return hasCanary(stored)
      ? at(`${canary.version} takes ${percentage} %, ${stable.version} is stable`)
      : at(`${stable.version} is promoted; the finish comes next`);
  return hasCanary(stored)
    ? at(`${canary.version} is prepared; ${stable.version} serves everyone`)
    : at(`${stable.version} serves everyone`);
}

type Halted = RolloutRecord["halted"][number];

/** How the canary came to be halted; undefined where it is not. */
function haltedIn({ halted, canary }: RolloutRecord): Halted | undefined {
  return halted.findLast(({ release }) => isRelease(release, canary));
}

/** Why, in a few words, and what else was recorded: one of the checklist's triggers says most. */
function whyOf({ trigger, reason }: Halted): { readonly why: string; readonly detail?: string } {
  const said = reason !== "" && reason !== REASON_NOT_GIVEN;
  if (trigger === undefined) return { why: reason };
  if (!said) return { why: trigger };
  const triggered = TRIGGERS.some(({ label: message }) => trigger.includes(message));
  return triggered ? { why: trigger, detail: reason } : { why: reason, detail: trigger };
}
