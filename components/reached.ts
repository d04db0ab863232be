import * as pulumi from "@pulumi/pulumi";
import { driftOf } from "../rollout/drift.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import type { Transition } from "../rollout/transitions.ts";
import type { Environment } from "./environment.ts";
import type { TrafficSplit } from "./trafficSplit.ts";

/**
 * A transition is recorded only once traffic has it: an update that targets the record alone, or
 * leaves a weight or an alias out, would otherwise record what never reached a visitor.
 */
export function reachedBy(
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
