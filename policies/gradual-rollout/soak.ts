import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-soak",
  level: "mandatory",
  severity: "high",
  description: "A stage holds for its soak before the canary's share increases.",
  remediation: "Wait until the stage has held for its soak.",
  judge: (rollout) => refusedBy(rollout, "soak", "clock-went-back"),
});
