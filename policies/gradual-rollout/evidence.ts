import { itemOf } from "../../checklist/items.ts";
import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-evidence",
  level: "mandatory",
  severity: "critical",
  description: "What the checklist asks of a rise was shown, for this release and lately enough.",
  remediation: "Show it: each item names the command.",
  judge: (rollout) => [
    ...refusedBy(rollout, "evidence"),
    ...rollout.record.evidence
      .filter(({ item, verdict }) => verdict === "exempt" && itemOf(item)?.exemptable !== true)
      .map(({ item }) => `${item} was let pass, and is no item that may be`),
  ],
});
