import { ServiceLevelObjective } from "@pulumi/datadog/serviceLevelObjective.js";
import type * as pulumi from "@pulumi/pulumi";
import { monitorTags, tagValue } from "../../rollout/tags.ts";
import type { Subject } from "./definition.ts";
import { count } from "./query.ts";
import { refuseFaults } from "./refuse.ts";

export interface ObjectiveArgs {
  readonly stack: string;
  /** Requests that must succeed within 30 days, in percent: more than 0 and less than 100. */
  readonly target: number;
}

/** An SLO's inputs, as far as a rule of Datadog's is about them. */
export interface ObjectiveShape {
  readonly thresholds: readonly {
    readonly timeframe: string;
    readonly target: number;
    readonly warning?: number;
  }[];
  readonly timeframe: string;
  readonly targetThreshold: number;
  readonly tags: readonly string[];
}

/** The share of requests that succeed, held to a target. */
export function objective(
  name: string,
  { watched, metrics, tags }: Subject,
  { stack, target }: ObjectiveArgs,
  opts: pulumi.CustomResourceOptions,
): ServiceLevelObjective {
  const { calls, errors } = metrics.requests;
  const all = count(calls, tags);
  const shape = {
    name: `Requests that succeed: ${watched.service} (${watched.env})`,
    type: "metric",
    description: `Of all requests to ${watched.service}, within 30 days.`,
    query: {
      // A service that never failed has no errors, and not 0 of them.
      numerator: `${all} - default_zero(${count(errors, tags)})`,
      denominator: all,
    },
    thresholds: [{ timeframe: "30d", target }],
    timeframe: "30d",
    targetThreshold: target,
    tags: [
      `service:${tagValue(watched.service)}`,
      `env:${tagValue(watched.env)}`,
      ...monitorTags(stack, "objective"),
    ],
  };
  refuseFaults([["the objective", faultsOfObjective(shape)]]);
  return new ServiceLevelObjective(name, shape, opts);
}

/** All that Datadog would refuse: https://docs.datadoghq.com/api/latest/service-level-objectives/ */
export function faultsOfObjective({
  thresholds,
  timeframe,
  targetThreshold,
  tags,
}: ObjectiveShape) {
  const faults: string[] = [];
  if (thresholds.length === 0) faults.push("thresholds is empty");
  for (const { target, warning } of thresholds) {
    if (!(target > 0 && target < 100)) faults.push(`target ${target} is not between 0 and 100`);
    if (warning !== undefined && warning <= target) {
      faults.push(`warning ${warning} is not more than target ${target}`);
    }
  }
  const primary = thresholds.find((one) => one.timeframe === timeframe);
  if (primary?.target !== targetThreshold) {
    faults.push(`targetThreshold ${targetThreshold} is not the target over ${timeframe}`);
  }
  const capital = tags.find((tag) => tag !== tag.toLowerCase());
  if (capital !== undefined) faults.push(`the tag ${capital} is not in lower case`);
  return faults;
}
