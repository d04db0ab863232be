import { stackPolicy } from "../lib/policy.ts";

export default stackPolicy({
  name: "pack-config",
  level: "mandatory",
  severity: "high",
  description: "The pack's config names policies and settings that there are.",
  remediation: "Mend the file that --policy-pack-config names.",
  judge: ({ packFaults }) => packFaults(),
});
