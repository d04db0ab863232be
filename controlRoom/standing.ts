import { readable, readRecord, type StoredRecord, type RolloutRecord } from "../rollout/record.ts";
import type { Release } from "../rollout/release.ts";
import { hasCanary, isHalted } from "../rollout/traffic.ts";
import type { RolloutRow } from "./snapshot.ts";
import type { Recovery } from "./source.ts";

export { readable, type RolloutRecord };
/** The record that a state holds, as it is written there. Never throws. */
export const recordIn = readRecord;

/** The release that is rolled out beside the stable one; undefined where there is none. */
export function canaryIn(stored: StoredRecord): Release | undefined {
  const record = readable(stored);
  return record && hasCanary(record) ? record.canary : undefined;
}

/** What the control room shows of a record. A soak counts from the last recovery too. */
export function rowOf(
  record: RolloutRecord,
  recovery: Recovery | undefined,
  now: number,
): RolloutRow {
  const { kind, stable, canary, percentage, enteredAt, plan } = record;
  const stage = hasCanary(record)
    ? plan.find((stage) => stage.percentage === percentage)
    : undefined;
  const entered = Date.parse(enteredAt);
  const restarted = stage && recovery && recovery.at > entered ? recovery : undefined;
  const since = restarted?.at ?? entered;
  return {
    kind,
    stable: stable.version,
    canary: hasCanary(record) ? canary.version : undefined,
    percentage,
    halted: isHalted(record, canary),
    soakLeft: stage && Math.max(0, stage.soak - (now - since) / 1000),
    restarted,
  };
}
