import * as pulumi from "@pulumi/pulumi";
import { driftOf } from "../rollout/drift.ts";
import type { Facts, TrafficFacts } from "../rollout/facts.ts";
import { asks, judge } from "../rollout/judge.ts";
import { isUnreadable, type RolloutRecord, type UnreadableRecord } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import type { Measurement } from "../rollout/gate.ts";
import type { Health } from "../rollout/health.ts";
import type { Request } from "../rollout/request.ts";
import { verdictLines } from "../rollout/signals.ts";
import { toldOf } from "../rollout/told.ts";
import { isWayBack, type Transition } from "../rollout/transitions.ts";
import { announceHook, type Announce } from "./announceHook.ts";
import { Certificates } from "./certificates.ts";
import { settingsInClouds } from "./cloudSettings.ts";
import type { DelegatedZoneArgs } from "./delegatedZone.ts";
import { Environment, type EnvironmentArgs } from "./environment.ts";
import { frontsFor, type Front, type PublicHosts } from "./fronts.ts";
import { gateHook, type Gate } from "./gateHook.ts";
import type { LastWritten } from "./lastWritten.ts";
import { Monitoring, type DrainArgs, type MonitoringArgs } from "./monitoring/index.ts";
import { Notifications, type NotificationsArgs } from "./notifications/index.ts";
import { Operations, type OperationsArgs } from "./operations/index.ts";
import { Rollout } from "./rollout.ts";
import { settingsIn } from "./trafficSettings.ts";
import { TrafficSplit } from "./trafficSplit.ts";

export interface ProductionArgs {
  /** The public hosts, each with the names that its rollout takes. */
  readonly hosts: PublicHosts;
  /** The Cloudflare zone of the hosts. */
  readonly cloudflare: { readonly zone: string; readonly zoneId: string };
  /** The Vercel project, and Vercel's DNS name for its domains. */
  readonly vercel: EnvironmentArgs["vercel"] & { readonly target: string };
  /** How the app says that it is well. */
  readonly health: Health;
  readonly variables?: EnvironmentArgs["variables"];
  readonly secrets?: EnvironmentArgs["secrets"];
  /** What watches it at Datadog. */
  readonly monitoring: Omit<
    MonitoringArgs,
    "hosts" | "others" | "health" | "releases" | "drain" | "recipients"
  > & {
    /** How Vercel sends the signal to Datadog; absent where something else does. */
    readonly drain?: Omit<DrainArgs, "projectId" | "team"> | undefined;
  };
  /** Who is told of what is seen. */
  readonly notifications: Omit<NotificationsArgs, "stack" | "protect">;
  /** What a deployment leaves behind, and who may look. */
  readonly operations: Omit<OperationsArgs, "projectId" | "team" | "now" | "protect">;
  /** Whether what must not vanish is protected from deletion. Default true. */
  readonly protect?: boolean | undefined;
  /** What the last update wrote. */
  readonly written: LastWritten;
  readonly request: Request;
  readonly facts: Facts;
  readonly gate: Gate;
  /** What an update began and did not end; asked on a rise. Never rejects. */
  readonly pending: () => Promise<Pick<TrafficFacts, "pending" | "unknown">>;
  /**
   * What a rollout is judged by and Datadog has no data of, in words; nothing where it has all. Asked in
   * a preview of the first update, and of a start. Never rejects.
   */
  readonly unsent: (first: boolean) => Promise<string | undefined>;
  /** Asked before a name is delegated. */
  readonly delegation: DelegatedZoneArgs["delegation"];
  /** Told of each transition, once it is carried out. */
  readonly announce: Announce;
}

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

/** A public host with its split. */
interface Entry {
  readonly front: Front;
  readonly split: TrafficSplit;
}

/** What there is of the first public host, and of the others by their names. */
function firstAndOthers<T>(
  entries: readonly Entry[],
  of: (entry: Entry) => T,
): [first: T, others: Record<string, T>] {
  const [first, ...others] = entries as [Entry, ...Entry[]];
  return [
    of(first),
    Object.fromEntries(others.map((entry) => [entry.front.name ?? "", of(entry)])),
  ];
}

/** What is checked from outside of a public host. */
function checked({ front, split }: Entry): MonitoringArgs["hosts"] {
  const { canary: origin, prepared: canary, public: host } = front;
  return { canary, entry: split.canaryEntry, origin, public: host };
}

/** Who is told, and what is told. Its releases are the record's, so that it changes with a release, and never with a stage. */
function declareMonitoring(
  args: ProductionArgs,
  record: RolloutRecord | UnreadableRecord,
  environment: Environment,
  entries: readonly Entry[],
): void {
  const { health, monitoring, request, vercel, protect = true } = args;
  const { drain, ...watched } = monitoring;
  const { stack } = watched;
  const [hosts, others] = firstAndOthers(entries, checked);
  const notifications = new Notifications("notifications", {
    ...args.notifications,
    stack,
    protect,
  });
  const releases = isUnreadable(record) ? request : record;
  new Monitoring(
    "monitoring",
    {
      ...watched,
      hosts,
      others,
      health,
      releases: { stable: releases.stable, canary: releases.canary },
      recipients: notifications.recipients,
      ...(drain && { drain: { ...drain, projectId: environment.projectId, team: vercel.team } }),
    },
    // Unprotected: with a canary's monitors kept from going, no promote or way back would pass.
    { dependsOn: [...notifications.rules] },
  );
}
