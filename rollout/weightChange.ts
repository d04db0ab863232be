import { hostsOf, settingsOf, type TrafficSetting } from "./traffic.ts";
import type { RolloutRecord } from "./record.ts";

const MARK = "weight ";

/**
 * How a transition changes the weights, a line for each public host: `weight 90 → 75 stable, 10 → 25
 * canary`; nothing where none changes. A further host's line says whose it is.
 *
 * @param before the traffic settings, as the state has them
 * @param hosts the further public hosts, by their names in config
 */
export function weightChange(
  before: readonly TrafficSetting[],
  next: RolloutRecord,
  hosts: readonly string[],
): string[] {
  return [undefined, ...new Set([...hosts, ...hostsOf(before)])].flatMap((host) => {
    const legs = settingsOf(next, host).flatMap(({ kind, of, value }) => {
      if (kind !== "weight") return [];
      const match = before.find(
        (one) => one.kind === "weight" && one.of === of && one.host === host,
      )?.value;
      return match === value ? [] : [`${match ?? "none"} → ${value ?? "none"} ${of}`];
    });
    if (legs.length === 0) return [];
    return [`${MARK}${legs.join(", ")}${host === undefined ? "" : `, of ${host}`}`];
  });
}

/** Whether a line of a program's messages is one of these. */
export function isWeightChange(line: string): boolean {
  return line.startsWith(MARK);
}
