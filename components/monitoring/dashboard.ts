import { Dashboard } from "@pulumi/datadog/dashboard.js";
import type * as pulumi from "@pulumi/pulumi";
import { isAbsent } from "../../rollout/parts.ts";
import { tagValue } from "../../rollout/tags.ts";
import type { Levels, Subject } from "./definition.ts";
import type { Calls, Duration } from "./metrics.ts";
import { average, count, highest, p95, percent, type Tags } from "./query.ts";
import { graph, group, monitorStates, objectiveState } from "./widgets.ts";

export interface DashboardArgs {
  /** The stack, `project/stack`: the dashboard has its monitors and the transitions of its rollouts. */
  readonly stack: string;
  /** The id of the SLO. */
  readonly sloId: pulumi.Input<string>;
  /** Whether there are synthetic tests. */
  readonly checked: boolean;
}

/** What a release engineer watches: canary against stable, and all that they rest on. */
export function dashboard(
  name: string,
  subject: Subject,
  { stack, sloId, checked }: DashboardArgs,
  opts: pulumi.CustomResourceOptions,
): Dashboard {
  const { watched, metrics, tags, thresholds } = subject;
  const ours = `canary_stack:${tagValue(stack)}`;
  return new Dashboard(
    name,
    {
      title: `Canary: ${watched.service} (${watched.env})`,
      description: `Each release of ${watched.service} apart, by its version.`,
      layoutType: "ordered",
      reflowType: "auto",
      templateVariables: [{ name: "version", prefix: "version", defaults: ["*"] }],
      widgets: [
        releases(subject, `tags:${ours}`),
        ...(isAbsent(watched.database)
          ? []
          : [calls("Database", metrics.database, tags, thresholds.databaseQuery)]),
        ...(isAbsent(watched.redis)
          ? []
          : [calls("Redis", metrics.redis, tags, thresholds.redisCommand)]),
        ...groupOf("Capacity", capacity(subject)),
        group(
          "Monitors and checks",
          monitorStates("Monitors", `tag:"${ours}"`),
          ...(checked
            ? [monitorStates("Checks from outside", `tag:"${ours}" type:synthetics`)]
            : []),
          objectiveState("Requests that succeed", sloId),
        ),
        ...groupOf("Business", business(subject)),
      ],
    },
    opts,
  );
}

const BY_RELEASE = ["version"];

/** By release, so that nothing here changes in a rollout; `$version` narrows it to one. */
function releases({ metrics, thresholds, tags }: Subject, events: string) {
  const of = { ...tags, version: "$version.value" };
  const { calls, errors, time } = metrics.requests;
  const requests = count(calls, of, BY_RELEASE);
  return group(
    "Canary and stable",
    graph("Requests", [{ query: requests, name: "requests" }], { events, as: "bars" }),
    graph(
      "Error rate, %",
      [{ query: percent(count(errors, of, BY_RELEASE), requests), name: "error rate" }],
      { levels: thresholds.errorRate, events },
    ),
    graph(
      `Response time (p95), ${unit(time)}`,
      [{ query: p95(time.distribution, of, BY_RELEASE), name: "p95" }],
      { levels: inUnit(thresholds.latency, time), events },
    ),
  );
}

function calls(title: string, { calls, errors, time }: Calls, tags: Tags, levels: Levels) {
  return group(
    title,
    graph(
      `${title}: calls and errors`,
      [
        { query: count(calls, tags), name: "calls" },
        { query: count(errors, tags), name: "errors" },
      ],
      { as: "bars" },
    ),
    graph(
      `${title}: time (p95), ${unit(time)}`,
      [{ query: p95(time.distribution, tags), name: "p95" }],
      { levels: inUnit(levels, time) },
    ),
  );
}

/** Widgets under a heading, where there are some. */
function groupOf(title: string, widgets: ReturnType<typeof graph>[]) {
  return widgets.length === 0 ? [] : [group(title, ...widgets)];
}

function capacity({ watched: { metrics }, thresholds, tags }: Subject) {
  const { cpu, memory } = metrics;
  const of = (title: string, metric: string | undefined, levels: Levels) =>
    metric === undefined
      ? []
      : [graph(title, [{ query: average(metric, tags), name: "app" }], { levels })];
  return [...of("CPU, %", cpu, thresholds.cpu), ...of("Memory, %", memory, thresholds.memory)];
}

function business({ watched: { metrics }, thresholds, tags }: Subject) {
  const { checkouts, payments, integrity } = metrics;
  return [
    ...(checkouts
      ? [
          graph("Checkouts", [
            { query: count(checkouts.started, tags), name: "started" },
            { query: count(checkouts.completed, tags), name: "completed" },
          ]),
        ]
      : []),
    ...(payments
      ? [
          graph(
            "Payments that failed, %",
            [
              {
                query: percent(count(payments.failed, tags), count(payments.attempted, tags)),
                name: "failed",
              },
            ],
            { levels: thresholds.payments },
          ),
        ]
      : []),
    ...(integrity === undefined
      ? []
      : [
          graph("Records that do not agree", [
            { query: highest(integrity, tags), name: "violations" },
          ]),
        ]),
  ];
}

function unit({ perSecond }: Duration): string {
  return perSecond === 1 ? "s" : "ms";
}

/** Milliseconds in the unit that a distribution is in. */
function inUnit({ warning, critical }: Levels, { perSecond }: Duration): Levels {
  return { warning: (warning / 1000) * perSecond, critical: (critical / 1000) * perSecond };
}
