import type * as pulumi from "@pulumi/pulumi";
import {
  originAliasRestore,
  stableAliasRestore,
  refuseUnread,
  unknownRestore,
  weightRestore,
  type Restore,
} from "../rollout/restore.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import type { Refusal } from "../rollout/refusal.ts";
import { ALIASED, hostsOf, shareOf, type TrafficSetting } from "../rollout/traffic.ts";
import { isGoingBack, type Transition } from "../rollout/transitions.ts";
import { ALIAS, aliasOf, splitOf, weightIn, WEIGHTED_RECORD } from "./trafficSettings.ts";

/** An update that requests no increase. */
export interface WithoutIncrease {
  /** The record that it leads to. */
  readonly record: RolloutRecord;
  readonly transition: Transition;
  /** The traffic settings, as the clouds have them. Rejects where one does not answer. */
  readonly clouds: () => Promise<readonly TrafficSetting[]>;
  /** The same, as the state has them. */
  readonly settings: readonly TrafficSetting[];
  /** What this update lowers the share by, so far; added to here. */
  readonly lowered: ChangedWeight[];
}

/**
 * A weight before and after a change: the clouds have either when they are read. What a person set to the
 * latter meanwhile is taken for the change.
 */
export interface ChangedWeight extends Pick<TrafficSetting, "of" | "host"> {
  /** Undefined where it is created. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What a change would restore in an update that requests no increase, where somebody moved it outside. */
export async function restoreOf(
  update: WithoutIncrease,
  changed: pulumi.ResourceHookArgs,
): Promise<Restore | undefined> {
  if (changed.type === WEIGHTED_RECORD) return weightsRestore(update, changed);
  return changed.type === ALIAS ? aliasRestore(update, changed) : undefined;
}

/** Refuses an increase to `percentage` beside a record that cannot be read: it cannot be judged. */
export async function refuseUnreadRestore(
  update: Omit<WithoutIncrease, "record" | "settings"> & { readonly percentage: number },
  changed: pulumi.ResourceHookArgs,
): Promise<Refusal[]> {
  if (changed.type !== WEIGHTED_RECORD) return [];
  const { percentage, transition } = update;
  try {
    const share = await shareBelow(percentage, update, changed);
    return share === undefined ? [] : refuseUnread(share, percentage);
  } catch (error) {
    return isGoingBack(transition) ? [] : refuseUnread(error, percentage);
  }
}

/** By the canary's share of both weights: one alone can look like an increase and be a decrease. */
async function weightsRestore(
  update: WithoutIncrease,
  changed: pulumi.ResourceHookArgs,
): Promise<Restore | undefined> {
  const { record, transition } = update;
  try {
    const share = await shareBelow(record.percentage, update, changed);
    const { host } = splitOf(changed.urn);
    return share === undefined ? undefined : weightRestore(record, share, host);
  } catch (error) {
    // Going back waits for no answer.
    return isGoingBack(transition) ? undefined : unknownRestore(record, error);
  }
}

/**
 * The canary's share of a weight's host that the clouds had before this update, where it was below
 * `percentage` and the change may increase it; else undefined. Rejects where a cloud does not answer.
 */
async function shareBelow(
  percentage: number,
  { clouds, lowered }: Pick<WithoutIncrease, "clouds" | "lowered">,
  changed: pulumi.ResourceHookArgs,
): Promise<number | undefined> {
  if (percentage === 0) return undefined;
  const weight = weightOf(changed);
  if (onlyDecreases(weight)) {
    lowered.push(weight);
    return undefined;
  }
  const share = shareOf(asBefore(await clouds(), lowered), weight.host);
  return share < percentage ? share : undefined;
}

function weightOf({ urn, oldOutputs, newInputs }: pulumi.ResourceHookArgs): ChangedWeight {
  return {
    ...splitOf(urn),
    of: String(newInputs?.["setIdentifier"]),
    before: weightIn(oldOutputs ?? {}),
    after: weightIn(newInputs ?? {}),
  };
}

/** Whether a change of one record lowers the canary's share, whatever the other record has. */
function onlyDecreases({ of, before, after }: ChangedWeight): boolean {
  if (after === undefined) return false;
  return of === "canary" ? after <= (before ?? 0) : before === undefined || after >= before;
}

/** What the clouds have, as if this update had lowered nothing yet. */
function asBefore(
  settings: readonly TrafficSetting[],
  lowered: readonly ChangedWeight[],
): TrafficSetting[] {
  return settings.map((one) => {
    const own = lowered.find((weight) => weight.of === one.of && weight.host === one.host);
    // What is created was not there: what the clouds have of it is a person's.
    return own?.before !== undefined && own.after === one.value
      ? { ...one, value: own.before }
      : one;
  });
}

function aliasRestore(
  { record, transition, settings }: WithoutIncrease,
  { urn, oldOutputs, newInputs }: pulumi.ResourceHookArgs,
): Restore | undefined {
  if (isGoingBack(transition)) return undefined;
  const host = String(newInputs?.["alias"]);
  const before: unknown = oldOutputs?.["deploymentId"];
  if (before === newInputs?.["deploymentId"]) return undefined;
  const deployment = typeof before === "string" ? before : undefined;
  const alias = aliasOf(urn);
  // A further public host that is new here has nothing to restore.
  if (alias.host !== undefined && !hostsOf(settings).includes(alias.host)) return undefined;
  if (alias.of === ALIASED.stable) return stableAliasRestore(record, host, deployment);
  return alias.of === ALIASED.origin && transition === "hold" && record.percentage > 0
    ? originAliasRestore(record, host, deployment)
    : undefined;
}
