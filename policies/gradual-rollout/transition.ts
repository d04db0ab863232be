import type { Rule } from "../../rollout/refusal.ts";
import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy, replayed } from "../lib/refused.ts";

const RULES: readonly Rule[] = [
  "release-changed",
  "one-change-at-a-time",
  "no-such-stage",
  "no-canary",
  "stage-skipped",
];

export default rolloutPolicy({
  name: "rollout-transition",
  level: "mandatory",
  severity: "critical",
  description:
    "The canary's share increases by one stage of the plan at a time, and a promote changes releases.",
  remediation: "Set the stage that follows the one in the record, or a lower one.",
  judge: (rollout) => {
    const { contradiction } = replayed(rollout);
    return [
      ...(contradiction === undefined ? [] : [`the record contradicts itself: ${contradiction}`]),
      ...refusedBy(rollout, ...RULES),
    ];
  },
});
