import * as pulumi from "@pulumi/pulumi";
import { driftOf } from "../rollout/drift.ts";
import type { Facts, TrafficFacts } from "../rollout/facts.ts";
import type { Increase, GateVerdict } from "../rollout/gate.ts";
import { asks, judge } from "../rollout/judge.ts";
import { judgeRestore, type Restore } from "../rollout/restore.ts";
import {
  isUnreadable,
  readable,
  type StoredRecord,
  type RolloutRecord,
} from "../rollout/record.ts";
import { describeRefusal, type Refusal } from "../rollout/refusal.ts";
import type { Request } from "../rollout/request.ts";
import type { TrafficSetting } from "../rollout/traffic.ts";
import { once } from "./once.ts";
import { restoreOf, refuseUnreadRestore, type ChangedWeight } from "./restore.ts";

/** Measures whether traffic may increase. It must end by itself: nothing waits for it with a limit. */
export type Gate = (increase: Increase, record: RolloutRecord) => Promise<GateVerdict>;

export interface GateHookArgs {
  /** The record that the state holds. */
  readonly stored: StoredRecord;
  readonly request: Request;
  /** All that is known beside what is queried for an increase alone. */
  readonly facts: Facts;
  readonly gate: Gate;
  /** The further public hosts, by their names in config. */
  readonly others: readonly string[];
  /** The traffic settings, as the state has them. */
  readonly settings: readonly TrafficSetting[];
  /** The same, as the clouds have them. Rejects, in time, where one does not say. */
  readonly clouds: () => Promise<readonly TrafficSetting[]>;
  /** Reports a refusal in a preview, which goes on so that the whole diff is printed. */
  readonly report: (refusal: string) => void;
  /** Called with what the gate measured, each time that it was queried. */
  readonly onVerdict: (verdict: GateVerdict) => void;
}

/**
 * What holds a change back. It hangs on the rollout, on both weighted records, on every alias and on
 * the record: a targeted update skips the hooks of what it does not target, so each resource that
 * routes traffic has its own. It measures once a run, and only where something increases.
 */
export function gateHook(given: GateHookArgs): pulumi.ResourceHookBinding {
  const args = { ...given, clouds: once(given.clouds) };
  const { transition, next, refusals } = judge(args.stored, args.request, args.facts);
  const verdicts = new Map<string, Promise<string | undefined>>();
  const verdictOn = (key: string, weighed: () => Promise<string | undefined>) => {
    const verdict = verdicts.get(key) ?? weighed();
    verdicts.set(key, verdict);
    return verdict;
  };
  const lowered: ChangedWeight[] = [];
  let isLogged = false;

  const refusalOf = async (changed: pulumi.ResourceHookArgs): Promise<string | undefined> => {
    if (asks(transition) !== undefined || refusals.length > 0)
      return verdictOn("transition", () => weigh(args, asks(transition)));
    if (transition === "first") return undefined;
    const falling = { transition, clouds: args.clouds, settings: args.settings, lowered };
    if (isUnreadable(next)) {
      const { percentage } = args.request;
      return toMessage(await refuseUnreadRestore({ ...falling, percentage }, changed));
    }
    const restore = await restoreOf({ ...falling, record: next }, changed);
    return restore && verdictOn(restore.observed, () => judgeMeasuredRestore(args, restore));
  };

  const hook = new pulumi.ResourceHook(
    "gate",
    async (changed) => {
      const refused = await refusalOf(changed);
      if (refused === undefined) return;
      const first = !isLogged;
      isLogged = true;
      if (!pulumi.runtime.isDryRun()) throw new Error(first ? refused : "refused, as said above");
      if (first) args.report(refused);
    },
    { onDryRun: true },
  );
  return { beforeCreate: [hook], beforeUpdate: [hook] };
}

async function weigh(
  args: GateHookArgs,
  increase: Increase | undefined,
): Promise<string | undefined> {
  const { stored, request, facts } = args;
  const record = readable(stored);
  if (!increase || !record) return toMessage(judge(stored, request, facts).refusals);
  const [gate, traffic] = await Promise.all([measure(args, increase, record), look(args, record)]);
  return toMessage(judge(stored, request, { ...facts, gate, traffic }).refusals);
}

async function judgeMeasuredRestore(
  args: GateHookArgs,
  restore: Restore,
): Promise<string | undefined> {
  return toMessage(judgeRestore(restore, await measure(args, restore.increase, restore.record)));
}

async function measure(
  { gate, onVerdict }: GateHookArgs,
  increase: Increase,
  record: RolloutRecord,
): Promise<GateVerdict> {
  const verdict = await gate(increase, record);
  onVerdict(verdict);
  return verdict;
}

/** The traffic settings as the clouds have them, compared with the record; else what is known of them. */
async function look(
  { facts: { traffic }, clouds, others }: GateHookArgs,
  record: RolloutRecord,
): Promise<TrafficFacts> {
  try {
    const drift = driftOf(record, await clouds(), "now", others);
    return drift.length > 0 ? { ...traffic, drift } : traffic;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...traffic, unknown: [...traffic.unknown, why] };
  }
}

function toMessage(refusals: readonly Refusal[]): string | undefined {
  return refusals.length === 0 ? undefined : refusals.map(describeRefusal).join("\n");
}
