import type { Resource } from "@pulumi/pulumi";
import type { RolloutRecord, UnreadableRecord } from "../rollout/record.ts";
import { isUnreadable } from "../rollout/record.ts";
import type { Environment } from "./environment.ts";
import type { Front } from "./fronts.ts";
import { Monitoring, type MonitoringArgs } from "./monitoring/index.ts";
import { Notifications } from "./notifications/index.ts";
import type { ProductionArgs } from "./productionArgs.ts";
import type { TrafficSplit } from "./trafficSplit.ts";

/** A public host with its split. */
export interface Entry {
  readonly front: Front;
  readonly split: TrafficSplit;
}

/** What there is of the first public host, and of the others by their names. */
export function firstAndOthers<T>(
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

/**
 * Who is notified, and of what. Its releases are the record's, so that it changes with a release, and
 * never with a stage.
 */
export function declareMonitoring(
  args: ProductionArgs,
  record: RolloutRecord | UnreadableRecord,
  environment: Environment,
  entries: readonly Entry[],
  inside: { readonly parent?: Resource },
): void {
  const { health, monitoring, request, vercel, protect = true } = args;
  const { drain, ...watched } = monitoring;
  const { stack } = watched;
  const [hosts, others] = firstAndOthers(entries, checked);
  const notifications = new Notifications(
    "notifications",
    {
      ...args.notifications,
      stack,
      protect,
    },
    inside,
  );
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
    // Unprotected: with a canary's monitors kept from going, neither a promote nor going back would pass.
    { ...inside, dependsOn: [...notifications.rules] },
  );
}
