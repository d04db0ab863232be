import * as pulumi from "@pulumi/pulumi";
import { asks, judge, type Judgement } from "../rollout/judge.ts";
import { isUnreadable } from "../rollout/record.ts";
import { describeRefusal } from "../rollout/refusal.ts";
import type { Measurement } from "../rollout/gate.ts";
import { briefLines, verdictLines } from "../rollout/signals.ts";
import { verdictLine } from "../rollout/verdictLine.ts";
import { isGoingBack, type Transition } from "../rollout/transitions.ts";
import { weightChange } from "../rollout/weightChange.ts";
import { announceHook } from "./announceHook.ts";
import { Certificates } from "./certificates.ts";
import { settingsInClouds } from "./cloudSettings.ts";
import { Environment, type EnvironmentArgs } from "./environment.ts";
import { frontsFor } from "./fronts.ts";
import { gateHook } from "./gateHook.ts";
import { Operations } from "./operations/index.ts";
import type { ProductionArgs } from "./productionArgs.ts";
import { reachedBy } from "./reached.ts";
import { recordOutputs, type RecordOutputs } from "./recordOutputs.ts";
import { Rollout } from "./rollout.ts";
import { settingsIn } from "./trafficSettings.ts";
import { TrafficSplit } from "./trafficSplit.ts";
import { declareMonitoring, firstAndOthers } from "./watching.ts";

export interface Production {
  /** What the outputs say of the record, as the state holds it after this update. */
  readonly record: pulumi.Output<RecordOutputs>;
  /** Whether it was refused; an update ends then, a preview goes on. */
  readonly refused: boolean;
  readonly traffic: TrafficSplit;
  /** The splits of further public hosts, by the hosts' names. */
  readonly others: Readonly<Record<string, TrafficSplit>>;
  readonly operations: Operations;
}

/**
 * Production, whole: the rollout, the project with its hosts, the canary's certificate, the
 * split of traffic, and last the record, so that it says what was reached and not what was requested.
 *
 * @param inside what it is part of; the stack where absent
 */
export async function declareProduction(
  args: ProductionArgs,
  inside: { readonly parent?: pulumi.Resource } = {},
): Promise<Production> {
  const { hosts, cloudflare, vercel, written } = args;
  const { stored } = written;
  const protect = args.protect ?? true;
  const judged = judge(stored, args.request, args.facts);
  const fronts = await frontsFor({
    ...{ hosts, resources: written.resources, isFirst: stored === undefined },
    isGoingBack: isGoingBack(judged.transition),
    percentage: (isUnreadable(judged.next) ? args.request : judged.next).percentage,
    delegation: args.delegation,
  });
  // Before anything is registered: the engine would name what this very update has begun.
  const pending = asks(judged.transition) && (await args.pending());
  const facts = { ...args.facts, traffic: { ...args.facts.traffic, ...pending } };
  let refusal: string | undefined;
  let measurements: readonly Measurement[] = [];
  const holdBack = gateHook({
    ...args,
    stored,
    facts,
    others: Object.keys(hosts.others),
    settings: settingsIn(written.resources),
    clouds: () => settingsInClouds(written.resources),
    gate: async (...requested) => {
      const verdict = await args.gate(...requested);
      measurements = verdict.measurements;
      return verdict;
    },
    report: (message) => {
      refusal = message;
    },
    onVerdict: (verdict) => {
      void pulumi.log.debug(verdictLine(verdict), rollout);
      // A refusal has its numbers. An update follows a preview that had all of them.
      const lines = pulumi.runtime.isDryRun() ? verdictLines(verdict) : briefLines(verdict);
      say(verdict.verdict === "open" ? [...notes.splice(0), ...lines] : notes.splice(0));
    },
  });

  const rollout = new Rollout(
    "rollout",
    {
      ...{ record: judged.next, percentage: args.request.percentage },
      ...{ version: args.version, clients: args.clients },
    },
    { ...inside, hooks: holdBack },
  );
  const warned = warnOfUnsent(args, judged.transition, rollout);
  // In one message: where there is no terminal, each prints the resource's row once more.
  const say = (lines: readonly string[]) =>
    lines.length > 0 && void pulumi.log.info(lines.join("\n"), rollout);
  const notes = notesFor(args, judged);
  if (!asks(judged.transition)) say(notes.splice(0));
  if (isUnreadable(judged.next) && judged.refusals.length > 0) {
    // Nothing would change, so no hook would run: the program itself says no.
    await new Promise((resolve) => rollout.urn.apply(resolve));
    throw new pulumi.RunError(judged.refusals.map(describeRefusal).join("\n"));
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
    { ...inside, protect },
  );
  const entries = fronts.map((front) => {
    const certificates = new Certificates(
      front.certificate,
      { host: front.public, zoneId: cloudflare.zoneId },
      { ...inside, protect },
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
      { ...inside, protect, dependsOn: [environment] },
    );
    return { front, split };
  });
  const splits = entries.map(({ split }) => split);
  declareMonitoring(args, judged.next, environment, entries, inside);
  const operations = new Operations(
    "operations",
    {
      ...args.operations,
      projectId: environment.projectId,
      team: vercel.team,
      now: args.facts.now,
      protect,
    },
    inside,
  );
  const next = judged.next;
  const announces = announceHook({ ...args, blocks: args.request, measured: () => measurements });
  const stash = new pulumi.Stash(
    "record",
    {
      input: isUnreadable(next)
        ? next.raw
        : reachedBy({ environment, splits }, judged.transition, next),
    },
    {
      ...inside,
      protect,
      hooks: { ...holdBack, ...announces },
      dependsOn: [environment, ...splits],
      // As the rollout's own.
      hideDiffs: ["input"],
    },
  );
  await warned;
  if (pulumi.runtime.isDryRun()) {
    // Once all resources that route traffic are printed, so that the reasons are read last.
    await new Promise((resolve) => stash.urn.apply(resolve));
    await refuse(refusal, rollout);
  }
  const [traffic, others] = firstAndOthers(entries, ({ split }) => split);
  const record = stash.input.apply(recordOutputs);
  return { record, refused: refusal !== undefined, traffic, others, operations };
}

/** Fail a preview that went on to its end, so that the whole diff is printed. */
async function refuse(refusal: string | undefined, rollout: Rollout): Promise<void> {
  if (refusal === undefined) return;
  // The engine takes 32 as "the user was notified".
  process.exitCode = 32;
  await pulumi.log.error(refusal, rollout);
}

/** What a person should know of a transition beside its diff, which a plain preview does not print. */
function notesFor({ hosts, request, written }: ProductionArgs, judged: Judgement): string[] {
  const { next, notes, transition } = judged;
  const settings = settingsIn(written.resources);
  const toNobody = isGoingBack(transition) && request.percentage === 0;
  return [
    ...notes,
    ...(isUnreadable(next) ? [] : weightChange(settings, next, Object.keys(hosts.others))),
    ...(toNobody && !pulumi.runtime.isDryRun()
      ? ["where anything stops this: ./canary rollback"]
      : []),
  ];
}

/** Reported before the gate refuses it: in the first preview there is time to send it, at a start there is not. */
async function warnOfUnsent(
  { unsent }: ProductionArgs,
  transition: Transition,
  rollout: Rollout,
): Promise<void> {
  if (!pulumi.runtime.isDryRun() || (transition !== "first" && transition !== "start")) return;
  const message = await unsent(transition === "first");
  if (message !== undefined) void pulumi.log.warn(message, rollout);
}
