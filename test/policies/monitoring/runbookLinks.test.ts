import policy from "../../../policies/monitoring/runbookLinks.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN } from "../judged.ts";

const latency = being("datadog:index/monitor:Monitor", "monitoring-latency");
const health = being("datadog:index/syntheticsTest:SyntheticsTest", "monitoring-canary-health");
const assets = (category: string, url: string) => ({
  resources: changing(latency, { assets: [{ category, name: "Runbook", url }] }),
});

describePolicy(policy, [
  [
    "a monitor without one",
    { resources: changing(latency, { assets: undefined }) },
    /monitoring-latency has no link to the runbook/,
  ],
  [
    "a monitor with another link",
    assets("notebook", "https://example.com"),
    /monitoring-latency has no link/,
  ],
  ["a link that nobody can open", assets("runbook", "TODO"), /monitoring-latency has no link/],
  [
    "a check without one",
    { resources: changing(health, { message: "The check failed." }) },
    /monitoring-canary-health has no link/,
  ],
  [
    "a link that is not known yet",
    assets("runbook", UNKNOWN),
    /cannot be judged: assets\.0\.url is not known yet/,
  ],
]);
