import { weighExemptions } from "../../checklist/exemption.ts";
import { ITEMS } from "../../checklist/items.ts";
import { productionPolicy } from "../lib/policy.ts";

export default productionPolicy({
  name: "exemptions",
  level: "mandatory",
  severity: "high",
  description: "What is let pass was let pass by an approver, may be, and for a while only.",
  remediation: "Take the exemption out, or have an approver renew it.",
  judge: ({ config: { approvers, exemptions }, now }) => [
    ...weighExemptions(exemptions, { approvers, items: ITEMS, now }).faults,
  ],
});
