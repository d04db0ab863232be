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
  /** The weights that this update lowers the share by, so far; added to here. */
  readonly lowered: LoweredWeight[];
}

/**
 * A weight before and after a change that was let through: the clouds have either when they are read. What a
 * person set to the latter meanwhile is taken for the change.
 */
export interface LoweredWeight extends Pick<TrafficSetting, "of" | "host"> {
  readonly before: number;
  readonly after: number;
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
  {
    percentage,
    transition,
    clouds,
    lowered,
  }: Omit<WithoutIncrease, "record" | "settings"> & { readonly percentage: number },
  changed: pulumi.ResourceHookArgs,
): Promise<Refusal[]> {
  if (changed.type !== WEIGHTED_RECORD || percentage === 0 || onlyDecreases(changed, lowered))
    return [];
  try {
    const share = shareBefore(await clouds(), lowered, splitOf(changed.urn).host);
    return share < percentage ? refuseUnread(share, percentage) : [];
  } catch (error) {
    return isGoingBack(transition) ? [] : refuseUnread(error, percentage);
  }
}

/** By the canary's share of both weights: one alone can look like an increase and be a decrease. */
async function weightsRestore(
  { record, transition, clouds, lowered }: WithoutIncrease,
  changed: pulumi.ResourceHookArgs,
): Promise<Restore | undefined> {
  if (record.percentage === 0 || onlyDecreases(changed, lowered)) return undefined;
  try {
    const { host } = splitOf(changed.urn);
    const share = shareBefore(await clouds(), lowered, host);
    return share < record.percentage ? weightRestore(record, share, host) : undefined;
  } catch (error) {
    // Going back waits for no answer.
    return isGoingBack(transition) ? undefined : unknownRestore(record, error);
  }
}

/** Whether a change of one record lowers the canary's share, whatever the other record has; kept if so. */
function onlyDecreases(
  { urn, oldOutputs, newInputs }: pulumi.ResourceHookArgs,
  lowered: LoweredWeight[],
): boolean {
  const [before, after] = [weightIn(oldOutputs ?? {}), weightIn(newInputs ?? {})];
  if (after === undefined) return false;
  const of = String(newInputs?.["setIdentifier"]);
  const decreases =
    of === "canary" ? after <= (before ?? 0) : before === undefined || after >= before;
  // What is created was not there: what the clouds have of it is a person's.
  if (decreases && before !== undefined) lowered.push({ ...splitOf(urn), of, before, after });
  return decreases;
}

/** The canary's share that the clouds had before this update lowered it. */
function shareBefore(
  settings: readonly TrafficSetting[],
  lowered: readonly LoweredWeight[],
  host: string | undefined,
): number {
  const before = settings.map((one) => {
    const own = lowered.find((weight) => weight.of === one.of && weight.host === one.host);
    return own && own.after === one.value ? { ...one, value: own.before } : one;
  });
  return shareOf(before, host);
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
