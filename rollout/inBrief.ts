import type { RolloutRecord } from "./record.ts";
import { hasCanary, isHalted } from "./traffic.ts";

/** A record in one line: `1.5.0 at 25 %, stable 1.4.0`. */
export function inBrief(record: RolloutRecord): string {
  const { canary, percentage, stable } = record;
  const halted = isHalted(record, canary) ? "halted " : "";
  const share =
    percentage === 0 && !hasCanary(record)
      ? "no canary"
      : `${canary.version} ${halted}at ${percentage} %`;
  return `${share}, stable ${stable.version}`;
}
