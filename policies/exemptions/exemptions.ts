import { weighExemptions } from "../../checklist/exemption.ts";
import { ITEMS } from "../../checklist/items.ts";
import { productionPolicy } from "../lib/policy.ts";

export default productionPolicy({
  name: "exemptions",
  level: "mandatory",
  severity: "high",
  description:
    "Each exemption is by an approver, of an item that allows one, and for a limited time.",
  remediation: "Take the exemption out, or have an approver renew it.",
  judge: ({ config: { approvers, exemptions }, now }) => [
    ...weighExemptions(exemptions, { approvers, items: ITEMS, now }).faults,
  ],
});
