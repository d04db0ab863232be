import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-freeze",
  level: "mandatory",
  severity: "high",
  description: "The canary's share does not increase during a freeze.",
  remediation: "Wait until the freeze ends; going back stays possible.",
  judge: (rollout) => refusedBy(rollout, "frozen"),
});
