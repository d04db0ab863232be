import { isUnreadable } from "../../rollout/record.ts";
import { blocksOf } from "../../rollout/request.ts";
import { productionPolicy } from "../lib/policy.ts";
import { variablesOf } from "../lib/variables.ts";

export default productionPolicy({
  name: "clean-up",
  level: "mandatory",
  severity: "medium",
  description: "A new rollout begins with nothing left over from the last one.",
  remediation: "Take left-over blocks out of the stack file, and variables for the canary alone.",
  judge: ({ config, record }) => {
    if (record === undefined || isUnreadable(record) || record.kind !== "start") return [];
    return blocksOf(config)
      .filter(({ release }) => release !== record.canary.deployment)
      .map(({ block, at }) => `canary:${block} of ${at} is about another release than the canary`);
  },
  // A canary that is being prepared may have its own: only between rollouts is nobody there to need it.
  advise: ({ resources, record }) =>
    record === undefined || isUnreadable(record) || record.kind !== "finish"
      ? []
      : variablesOf(resources)
          .filter(({ key }) => /(^|_)CANARY(_|$)/.test(key))
          .map(({ key }) => `${key} was for the canary alone, and there is none any more`),
});
