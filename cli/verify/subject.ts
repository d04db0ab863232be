import type { Item } from "../../checklist/item.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { isRelease, type Release } from "../../rollout/release.ts";
import type { Request } from "../../rollout/request.ts";
import { hasCanary } from "../../rollout/traffic.ts";
import { UserError } from "../userError.ts";

/** The record as it is once what the stack file names is prepared: evidence may come before that. */
export function prepared(record: RolloutRecord, { canary }: Request): RolloutRecord {
  const isNew = record.percentage === 0 && canary && !isRelease(canary, record.stable);
  return isNew ? { ...record, canary } : record;
}

/** Whether an item is required of a rollout that has ended, and never of one under way. */
export function isForCloseOut({ needed }: Item): boolean {
  const steps = needed.filter((one) => one !== "always");
  return steps.every((one) => ["finish", "roll back", "close-out"].includes(one));
}

/** The release that an item's evidence is about. Throws (`UserError`) where there is none. */
export function releaseFor(item: Item, record: RolloutRecord): Release {
  if (isForCloseOut(item)) {
    if (record.owed) return record.owed.release;
    throw new UserError(`${item.id} is verified once a rollout has ended, and none has`);
  }
  if (hasCanary(record)) return record.canary;
  throw new UserError(
    `${item.id} is verified of a canary, and there is none: name one under releases.canary`,
  );
}
