import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-halted",
  level: "mandatory",
  severity: "critical",
  description: "A release that was halted falls, and never rises.",
  remediation: "Roll it back, find the root cause, and ./canary resume it; or release another.",
  judge: (rollout) => refusedBy(rollout, "halted"),
});
