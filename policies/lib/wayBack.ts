import { isUnreadable, readRecord, type FoundRecord } from "../../rollout/record.ts";
import { cameBack } from "../../rollout/replay.ts";
import { blockOf, listOf, ROLLOUT, WEIGHTED, type Resource } from "./resources.ts";
import { isUnknownValue } from "./unknown.ts";

type Declared = Pick<Resource, "type" | "props">;

/** What the rollout says that its record will be; nothing where no rollout is declared. */
export function recordIn(declared: readonly Declared[]): FoundRecord {
  const rollout = declared.find(({ type }) => type === ROLLOUT);
  return rollout && readRecord(rollout.props["record"]);
}

/**
 * Whether a stack goes back, which no policy may stop. With a record that cannot be read, the program
 * moves all traffic off the canary, and does nothing else.
 */
export function goesBack(declared: readonly Declared[]): boolean {
  try {
    const record = recordIn(declared);
    if (record === undefined) return false;
    return isUnreadable(record) ? hasNoTraffic(declared) : cameBack(record);
  } catch (error) {
    if (isUnknownValue(error)) return false;
    throw error;
  }
}

function hasNoTraffic(declared: readonly Declared[]): boolean {
  return declared
    .filter(({ type, props }) => type === WEIGHTED && props["setIdentifier"] === "canary")
    .every(({ props }) => blockOf(listOf({ props }, "weightedRoutingPolicies")[0])["weight"] === 0);
}
