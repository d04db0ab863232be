import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-halted",
  level: "mandatory",
  severity: "critical",
  description: "The share of a halted release never increases.",
  remediation: "Roll it back, find the root cause, and ./canary resume it; or release another.",
  judge: (rollout) => refusedBy(rollout, "halted"),
});
