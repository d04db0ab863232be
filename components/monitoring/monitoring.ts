import * as pulumi from "@pulumi/pulumi";
import type { Health } from "../../rollout/health.ts";
import { monitorsOf, type Lacking, type MonitorSpec } from "../../rollout/monitors.ts";
import type { Signal } from "../../rollout/tags.ts";
import { isAbsent } from "../../rollout/parts.ts";
import type { Recipients } from "../../rollout/routing.ts";
import type { CheckedArgs } from "./checks.ts";
import type { ChecksArgs } from "./checksArgs.ts";
import { circumstancesOf, comparedVersions } from "../../rollout/circumstances.ts";
import { dashboard } from "./dashboard.ts";
import type { Thresholds, Watched } from "./definition.ts";
import { subjectOf } from "./definitions.ts";
import { drain, type DrainArgs } from "./drain.ts";
import { logsMetrics } from "./logsMetrics.ts";
import { logsPipeline } from "./logsPipeline.ts";
import { Monitors } from "./monitors.ts";
import { objective } from "./objective.ts";
import { Synthetics } from "./synthetics.ts";

/** A release, as far as Datadog distinguishes it from another. */
export interface WatchedRelease {
  /** The version that the app says in its traces, e.g. `1.5.0`. */
  readonly version: string;
  /** The Vercel deployment that logs are from, `dpl_…`. */
  readonly deployment: string;
}

export interface MonitoringArgs extends Watched {
  /** The stack, `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  /** Where measurements come from: traces, or Vercel's logs. */
  readonly signal: Signal;
  /** The host that users request, the canary's own, and the canary's entry point. */
  readonly hosts: CheckedArgs["hosts"];
  /** How the app says that it is well. */
  readonly health: Health;
  /** The same of further public hosts, by their names; none where absent. */
  readonly others?: CheckedArgs["others"];
  /** Who serves everyone, and who is rolled out. They change when a release is prepared or promoted. */
  readonly releases: {
    readonly stable: WatchedRelease;
    readonly canary?: WatchedRelease | undefined;
  };
  readonly thresholds: Thresholds;
  /** Requests that must succeed within 30 days, in percent, e.g. 99.5. */
  readonly availability: number;
  /** The runbook's address; a monitor's key is an anchor in it. Absent where there is none. */
  readonly runbookUrl?: string | undefined;
  /** What synthetic tests do, an add-on at Datadog; none where absent. */
  readonly checks?: Omit<ChecksArgs, "health" | "healthParts" | "certificateDays"> | undefined;
  /** The monitors that are not declared, by their keys, each with the reason. */
  readonly lacking: Lacking;
  /** The checklist's items that do not apply, by id, each with the reason: for a review, which compares them. */
  readonly notApplicable?: Readonly<Record<string, string>> | undefined;
  /** Who is notified of recoveries beside those who are notified of everything; nobody where absent. */
  readonly recipients?: Recipients | undefined;
  /** How Vercel sends the signal to Datadog; absent where something else does. */
  readonly drain?: DrainArgs | undefined;
}

/**
 * What watches a rollout at Datadog: monitors, checks from outside, an objective and a dashboard.
 * Nothing in it knows the stage: an advance changes nothing here.
 */
export class Monitoring extends pulumi.ComponentResource {
  /** The ids of all monitors by their keys, those of the checks too; each a number as text. */
  public readonly monitorIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The address of the dashboard, a path at Datadog's site. */
  public readonly dashboardUrl: pulumi.Output<string>;
  /** The monitors that are declared: what a gate has to find. */
  public readonly monitors: readonly MonitorSpec[];

  public constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    const { stack, signal, service, env, runbookUrl, hosts, others, thresholds, recipients } = args;
    const { notApplicable = {} } = args;
    const without = Object.keys(notApplicable).length > 0 && { notApplicable };
    super("canary:index:Monitoring", name, { stack, service, env, signal, ...without }, opts);
    const inside = { parent: this };
    const circumstances = circumstancesOf(args);
    const made = { watched: args, thresholds, versions: comparedVersions(args), circumstances };
    const subject = subjectOf(made);

    if (signal === "logs") {
      logsPipeline(name, args, inside);
      logsMetrics(name, args, subject.metrics, inside);
    }
    if (args.drain) drain(name, signal, args, args.drain, inside);
    const monitors = new Monitors(name, { ...made, stack, runbookUrl, recipients }, inside);
    const synthetics =
      args.checks &&
      new Synthetics(
        name,
        {
          ...{ stack, service, env, runbookUrl, hosts, others, recipients },
          checks: {
            ...args.checks,
            health: args.health,
            healthParts: healthParts(args),
            certificateDays: thresholds.certificateDays,
          },
        },
        inside,
      );
    const slo = objective(name, subject, { stack, target: args.availability }, inside);
    const { url } = dashboard(
      name,
      subject,
      { stack, sloId: slo.id, checked: args.checks !== undefined },
      inside,
    );

    this.monitors = monitorsOf(circumstances);
    this.monitorIds = { ...monitors.ids, ...inText(synthetics?.monitorIds ?? {}) };
    this.dashboardUrl = url;
    this.registerOutputs({ monitorIds: this.monitorIds, dashboardUrl: this.dashboardUrl });
  }
}

/** What the app's health says of each of its parts. */
function healthParts({ database, redis, operations }: Watched): string[] {
  return [
    ...(isAbsent(database) ? [] : ["database"]),
    ...(isAbsent(redis) ? [] : ["redis"]),
    ...(operations.thirdParties === undefined ? [] : ["thirdParties"]),
  ];
}

function inText(ids: Readonly<Record<string, pulumi.Output<number>>>) {
  return Object.fromEntries(Object.entries(ids).map(([key, id]) => [key, id.apply(String)]));
}
