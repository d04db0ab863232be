import type { RolloutRecord } from "../rollout/record.ts";
import { hasCanary, isHalted } from "../rollout/traffic.ts";

/** Where a rollout stands, in a line: `1.5.0 takes 25 % (since …), 1.4.0 is stable`. */
export function standing(record: RolloutRecord): string {
  const { stable, canary, percentage, enteredAt } = record;
  if (!hasCanary(record)) return `${stable.version} is stable, no canary`;
  const halted = isHalted(record, canary) ? ", halted" : "";
  return `${canary.version} takes ${percentage} % (since ${enteredAt}${halted}), ${stable.version} is stable`;
}
