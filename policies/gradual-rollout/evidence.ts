import { itemOf } from "../../checklist/items.ts";
import { rolloutPolicy } from "../lib/policy.ts";
import { refusedBy } from "../lib/refused.ts";

export default rolloutPolicy({
  name: "rollout-evidence",
  level: "mandatory",
  severity: "critical",
  description:
    "What the checklist requires of an increase was verified, for this release and recently enough.",
  remediation: "Verify it: each item names the command.",
  judge: (rollout) => [
    ...refusedBy(rollout, "evidence"),
    ...rollout.record.evidence
      .filter(({ item, verdict }) => verdict === "exempt" && itemOf(item)?.exemptable !== true)
      .map(({ item }) => `${item} was exempted, and allows no exemption`),
  ],
});
