import * as pulumi from "@pulumi/pulumi";
import { beyondOneStage } from "../rollout/oneStage.ts";
import { describeRefusal } from "../rollout/refusal.ts";
import { weightIn } from "./trafficSettings.ts";

/**
 * What holds the weighted records of a split back that is declared by itself: they increase the canary's
 * share one stage at a time, and are lowered at will. There is no record, soak or gate here.
 *
 * @param name the split's, since a hook's name is its program's own
 */
export function oneStageHook(name: string): pulumi.ResourceHookBinding {
  const hook = new pulumi.ResourceHook(
    `${name}-one-stage`,
    ({ oldOutputs, newInputs }) => {
      const refused = beyondOneStage(shareIn(oldOutputs ?? {}) ?? 0, shareIn(newInputs ?? {}));
      if (refused) throw new Error(describeRefusal(refused));
    },
    { onDryRun: true },
  );
  return { beforeCreate: [hook], beforeUpdate: [hook] };
}

/** The canary's share by one record alone: both weights add up to 100. */
function shareIn(properties: Readonly<Record<string, unknown>>): number | undefined {
  const weight = weightIn(properties);
  if (weight === undefined) return undefined;
  return properties["setIdentifier"] === "canary" ? weight : Math.max(0, 100 - weight);
}
