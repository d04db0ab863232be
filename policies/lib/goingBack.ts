import { isUnreadable, readRecord, type StoredRecord } from "../../rollout/record.ts";
import { cameBack } from "../../rollout/replay.ts";
import { ROLLOUT, type Resource } from "./resources.ts";
import { isUnknownValue } from "./unknown.ts";

type Declared = Pick<Resource, "type" | "props">;

/** What the rollout says that its record will be; nothing where no rollout is declared. */
export function recordIn(declared: readonly Declared[]): StoredRecord {
  const rollout = declared.find(({ type }) => type === ROLLOUT);
  return rollout && readRecord(rollout.props["record"]);
}

/** Whether a stack goes back, which no policy may stop. */
export function goesBack(declared: readonly Declared[]): boolean {
  try {
    const record = recordIn(declared);
    if (record === undefined) return false;
    // Beside a record that cannot be read, the program refuses every increase.
    return isUnreadable(record) || cameBack(record);
  } catch (error) {
    if (isUnknownValue(error)) return false;
    throw error;
  }
}
