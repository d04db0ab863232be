import * as pulumi from "@pulumi/pulumi";
import type { Facts } from "../rollout/facts.ts";
import type { Asked, GateVerdict } from "../rollout/gate.ts";
import { asks, judge } from "../rollout/judge.ts";
import {
  originAliasPutBack,
  judgePutBack,
  stableAliasPutBack,
  weightPutBack,
  type PutBack,
} from "../rollout/putBack.ts";
import { isUnreadable, type FoundRecord, type RolloutRecord } from "../rollout/record.ts";
import { inWords, type Refusal } from "../rollout/refusal.ts";
import type { Request } from "../rollout/request.ts";
import { isWayBack, type Transition } from "../rollout/transitions.ts";

/** Measures whether traffic may rise. It must end by itself: nothing waits for it with a limit. */
export type Gate = (asked: Asked, record: RolloutRecord) => Promise<GateVerdict>;

export interface GateHookArgs {
  /** The record that the state holds. */
  readonly found: FoundRecord;
  readonly request: Request;
  /** All that is known beside what the gate measures. */
  readonly facts: Facts;
  readonly gate: Gate;
  /** The host that visitors ask for: its alias is what a release onto stable moves. */
  readonly publicHost: string;
  /** The origin of the canary's leg: above 0 % its alias is where the canary's visitors are. */
  readonly originHost: string;
  /** Tells the user of a refusal in a preview, which goes on so that the whole diff is shown. */
  readonly report: (refusal: string) => void;
  /** Hears what the gate measured, each time that it was asked. */
  readonly heard: (verdict: GateVerdict) => void;
}

/**
 * What holds a change back. It hangs on the rollout, on both weighted records, on the aliases and
 * on the record: a targeted update skips the hooks of what it does not target, so each thing that
 * carries traffic has its own. It measures once a run, and only where something rises.
 */
export function gateHook(args: GateHookArgs): pulumi.ResourceHookBinding {
  const judged = judge(args.found, args.request, args.facts);
  const verdicts = new Map<string, Promise<string | undefined>>();
  let told = false;

  const refusalOf = async (changed: pulumi.ResourceHookArgs): Promise<string | undefined> => {
    if (isWayBack(judged.transition) && !raisesWeight(changed)) return undefined;
    const asked = asks(judged.transition);
    const putBack =
      asked === undefined && judged.refusals.length === 0
        ? putsBack({ ...args, found: judged.next }, judged.transition, changed)
        : undefined;
    const key = putBack?.seen ?? "transition";
    const verdict =
      verdicts.get(key) ?? (putBack ? weighPutBack(args, putBack) : weigh(args, asked));
    verdicts.set(key, verdict);
    return verdict;
  };

  const hook = new pulumi.ResourceHook(
    "gate",
    async (changed) => {
      const refused = await refusalOf(changed);
      if (refused === undefined) return;
      const first = !told;
      told = true;
      if (!pulumi.runtime.isDryRun()) throw new Error(first ? refused : "refused, as said above");
      if (first) args.report(refused);
    },
    { onDryRun: true },
  );
  return { beforeCreate: [hook], beforeUpdate: [hook] };
}

async function weigh(args: GateHookArgs, asked: Asked | undefined): Promise<string | undefined> {
  const { found, request, facts } = args;
  const record = found && !isUnreadable(found) ? found : undefined;
  const gate = asked && record ? await measure(args, asked, record) : undefined;
  return words(judge(found, request, { ...facts, gate }).refusals);
}

async function weighPutBack(args: GateHookArgs, putBack: PutBack): Promise<string | undefined> {
  return words(judgePutBack(putBack, await measure(args, putBack.asked, putBack.record)));
}

async function measure(
  { gate, heard }: GateHookArgs,
  asked: Asked,
  record: RolloutRecord,
): Promise<GateVerdict> {
  const verdict = await gate(asked, record);
  heard(verdict);
  return verdict;
}

function words(refusals: readonly Refusal[]): string | undefined {
  return refusals.length === 0 ? undefined : refusals.map(inWords).join("\n");
}

/** What a change that asks for no rise would put back, where somebody moved it outside. */
function putsBack(
  { found, publicHost, originHost }: GateHookArgs,
  transition: Transition,
  changed: pulumi.ResourceHookArgs,
): PutBack | undefined {
  if (!found || isUnreadable(found)) return undefined;
  if (raisesWeight(changed)) return weightPutBack(found, shareOf(changed.oldOutputs) ?? 0);
  if (changed.type === "vercel:index/alias:Alias") {
    const host = String(changed.newInputs?.["alias"]);
    const before: unknown = changed.oldOutputs?.["deploymentId"];
    if (typeof before !== "string" || before === changed.newInputs?.["deploymentId"])
      return undefined;
    if (host === publicHost) return stableAliasPutBack(found, host, before);
    return host === originHost && transition === "hold" && found.percentage > 0
      ? originAliasPutBack(found, host, before)
      : undefined;
  }
  return undefined;
}

/** Whether a weighted record's change sends the canary more than the cloud does now. */
function raisesWeight({ type, oldOutputs, newInputs }: pulumi.ResourceHookArgs): boolean {
  if (type !== "aws:route53/record:Record") return false;
  const before = shareOf(oldOutputs);
  const after = shareOf(newInputs);
  return before !== undefined && after !== undefined && after > before;
}

/** The canary's share that a weighted record stands for, in percent; undefined where it has none. */
function shareOf(properties: Record<string, unknown> | undefined): number | undefined {
  const policies = properties?.["weightedRoutingPolicies"] as { weight?: number }[] | undefined;
  const weight = policies?.[0]?.weight;
  if (typeof weight !== "number") return undefined;
  return properties?.["setIdentifier"] === "canary" ? weight : 100 - weight;
}
