import type { RolloutRecord } from "../rollout/record.ts";
import { hasCanary, isHalted } from "../rollout/traffic.ts";
import { fromNow, onClock, type Here } from "./times.ts";

/** Where a rollout stands, in a line: `1.5.0 takes 25 % (since 14:17, 15 min ago), 1.4.0 is stable`. */
export function standing(record: RolloutRecord, here: Here = atThisMachine()): string {
  const { stable, canary, percentage, enteredAt } = record;
  if (!hasCanary(record)) return `${stable.version} is stable, no canary`;
  const since = `since ${onClock(enteredAt, here)}, ${fromNow(enteredAt, here)}`;
  const halted = isHalted(record, canary) ? ", halted" : "";
  return `${canary.version} takes ${percentage} % (${since}${halted}), ${stable.version} is stable`;
}

/** Now, on the clocks of this machine. */
export function atThisMachine(): Here {
  return { now: new Date().toISOString() };
}
