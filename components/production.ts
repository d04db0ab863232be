import * as pulumi from "@pulumi/pulumi";
import { driftOf } from "../rollout/drift.ts";
import { asks, judge } from "../rollout/judge.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import type { Measurement } from "../rollout/gate.ts";
import { verdictLines } from "../rollout/signals.ts";
import { toldOf } from "../rollout/told.ts";
import { isWayBack, type Transition } from "../rollout/transitions.ts";
import { announceHook } from "./announceHook.ts";
import { Certificates } from "./certificates.ts";
import { settingsInClouds } from "./cloudSettings.ts";
import { Environment, type EnvironmentArgs } from "./environment.ts";
import { frontsFor } from "./fronts.ts";
import { gateHook } from "./gateHook.ts";
import { Operations } from "./operations/index.ts";
import type { ProductionArgs } from "./productionArgs.ts";
import { Rollout } from "./rollout.ts";
import { settingsIn } from "./trafficSettings.ts";
import { TrafficSplit } from "./trafficSplit.ts";
import { declareMonitoring, firstAndOthers } from "./watching.ts";

export interface Production {
  /** The record as the state holds it after this update. */
  readonly record: pulumi.Output<unknown>;
  readonly traffic: TrafficSplit;
  /** The splits of further public hosts, by the hosts' names. */
  readonly others: Readonly<Record<string, TrafficSplit>>;
  readonly operations: Operations;
}

/**
 * Production, whole: the rollout, the project with its hosts, the canary's certificate, the
 * split of traffic, and last the record, so that it says what was reached and not what was asked.
 */
export async function declareProduction(args: ProductionArgs): Promise<Production> {
  const { hosts, cloudflare, vercel, written } = args;
  const { found } = written;
  const protect = args.protect ?? true;
  const judged = judge(found, args.request, args.facts);
  const fronts = await frontsFor({
    ...{ hosts, resources: written.resources, isFirst: found === undefined },
    isWayBack: isWayBack(judged.transition),
    percentage: (isUnreadable(judged.next) ? args.request : judged.next).percentage,
    delegation: args.delegation,
  });
  // Before anything is registered: the engine would name what this very update has begun.
  const pending = asks(judged.transition) && (await args.pending());
  const facts = { ...args.facts, traffic: { ...args.facts.traffic, ...pending } };
  const tell = (text: string) => void pulumi.log.error(text, rollout);
  let measurements: readonly Measurement[] = [];
  const holdBack = gateHook({
    ...args,
    found,
    facts,
    others: Object.keys(hosts.others),
    settings: settingsIn(written.resources),
    clouds: () => settingsInClouds(written.resources),
    gate: async (...asked) => {
      const verdict = await args.gate(...asked);
      measurements = verdict.measurements;
      return verdict;
    },
    report: (refusal) => {
      tell(refusal);
      // The engine takes 32 as "the user was told": the preview goes on and then fails.
      process.exitCode = 32;
    },
    heard: (verdict) => {
      void pulumi.log.debug(toldOf(verdict), rollout);
      // A refusal has its numbers; what lets a rise pass is said too, where it is carried out or previewed.
      if (verdict.verdict === "open")
        void pulumi.log.info(verdictLines(verdict).join("\n"), rollout);
    },
  });

  const rollout = new Rollout(
    "rollout",
    { record: judged.next, percentage: args.request.percentage },
    { hooks: holdBack },
  );
  const warned = warnOfUnsent(args, judged.transition, rollout);
  for (const note of judged.notes) void pulumi.log.info(note, rollout);
  if (args.request.percentage === 0 && found && !pulumi.runtime.isDryRun())
    void pulumi.log.info("where anything stops this way to 0 %: ./canary rollback", rollout);
  if (isUnreadable(judged.next) && judged.refusals.length > 0) {
    // Nothing would change, so no hook would run: the program itself says no.
    await new Promise((resolve) => rollout.urn.apply(resolve));
    throw new pulumi.RunError(judged.refusals.map(inWords).join("\n"));
  }

  const dns = { zoneId: cloudflare.zoneId, target: vercel.target };
  const environment = new Environment(
    "production",
    {
      ...args,
      hosts: Object.assign(
        {},
        ...fronts.map(({ prefix, ...front }) => ({
          [`${prefix}public`]: { host: front.public, deployment: rollout.stable },
          // Named for the leg, as its record and distribution are.
          [`${prefix}canary`]: { host: front.canary, deployment: rollout.origin, dns },
          [`${prefix}canary-host`]: { host: front.prepared, deployment: rollout.canaryHost, dns },
        })),
      ) as EnvironmentArgs["hosts"],
      holdBack,
      keepAliases: isUnreadable(judged.next),
    },
    { protect },
  );
  const entries = fronts.map((front) => {
    const certificates = new Certificates(
      front.certificate,
      { host: front.public, zoneId: cloudflare.zoneId },
      { protect },
    );
    const split = new TrafficSplit(
      front.split,
      {
        host: front.public,
        origin: front.canary,
        delegated: front.delegated,
        cloudflare,
        target: vercel.target,
        health: { path: args.health.path, body: args.health.body },
        certificateArn: certificates.arn,
        percentage: rollout.percentage,
        holdBack,
      },
      // So the leg's origin serves the canary before any visitor is sent there.
      { protect, dependsOn: [environment] },
    );
    return { front, split };
  });
  const splits = entries.map(({ split }) => split);
  declareMonitoring(args, judged.next, environment, entries);
  const operations = new Operations("operations", {
    ...args.operations,
    projectId: environment.projectId,
    team: vercel.team,
    now: args.facts.now,
    protect,
  });
  const next = judged.next;
  const announces = announceHook({ ...args, blocks: args.request, measured: () => measurements });
  const stash = new pulumi.Stash(
    "record",
    {
      input: isUnreadable(next)
        ? next.raw
        : reachedBy({ environment, splits }, judged.transition, next),
    },
    { protect, hooks: { ...holdBack, ...announces }, dependsOn: [environment, ...splits] },
  );
  await warned;
  const [traffic, others] = firstAndOthers(entries, ({ split }) => split);
  return { record: stash.input, traffic, others, operations };
}

/** Said before the gate refuses it: in the first preview there is time to send it, at a start there is not. */
async function warnOfUnsent(
  { unsent }: ProductionArgs,
  transition: Transition,
  rollout: Rollout,
): Promise<void> {
  if (!pulumi.runtime.isDryRun() || (transition !== "first" && transition !== "start")) return;
  const words = await unsent(transition === "first");
  if (words !== undefined) void pulumi.log.warn(words, rollout);
}

/**
 * A transition is recorded only once traffic has it: an update that targets the record alone, or
 * leaves a weight or an alias out, would otherwise record what no visitor ever saw.
 */
function reachedBy(
  { environment, splits }: { environment: Environment; splits: readonly TrafficSplit[] },
  transition: Transition,
  next: RolloutRecord,
): pulumi.Input<RolloutRecord> {
  if (pulumi.runtime.isDryRun() || transition === "hold") return next;
  const settings = [...splits.map(({ weights }) => weights), environment.aliases];
  return pulumi.all(settings).apply((settings) => {
    const drift = driftOf(next, settings.flat(), "now");
    if (drift.length === 0) return next;
    throw new pulumi.RunError(
      `the ${transition} is not recorded before traffic has it: ${drift.join("; ")}; run pulumi up without --target or --exclude`,
    );
  });
}
