import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-close-out",
  level: "mandatory",
  severity: "high",
  description: "What the last rollout left to do was done before the next one starts.",
  remediation: "Show what is owed for the last release: each item names the command.",
  judge: (rollout) => refusedBy(rollout, "close-out"),
});
