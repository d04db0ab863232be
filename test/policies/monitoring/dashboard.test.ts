import policy from "../../../policies/monitoring/dashboard.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const dashboard = being("datadog:index/dashboard:Dashboard");
const objective = being("datadog:index/serviceLevelObjective:ServiceLevelObjective");

describePolicy(policy, [
  ["a stack without one", { resources: without(dashboard) }, /there is no dashboard/],
  [
    "one that shows all releases as one",
    { resources: changing(dashboard, { templateVariables: [{ name: "host", prefix: "host" }] }) },
    /there is no dashboard that separates releases/,
  ],
  ["a stack without an objective", { resources: without(objective) }, /there is no objective/],
  [
    "one of which it is not known yet what it shows",
    { resources: changing(dashboard, { templateVariables: UNKNOWN }) },
    /cannot be judged: templateVariables is not known yet/,
  ],
]);
