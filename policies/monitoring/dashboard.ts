import { productionPolicy } from "../lib/policy.ts";
import { blockOf, listOf, ofType } from "../lib/resources.ts";

export default productionPolicy({
  name: "dashboard",
  level: "mandatory",
  severity: "medium",
  description: "A dashboard shows each release apart, beside an objective that it is held to.",
  remediation: "Declare both by Monitoring.",
  judge: ({ resources }) => {
    const apart = ofType(resources, "datadog:index/dashboard:Dashboard").some((one) =>
      listOf(one, "templateVariables").some(
        (variable) => blockOf(variable)["prefix"] === "version",
      ),
    );
    const objectives = ofType(
      resources,
      "datadog:index/serviceLevelObjective:ServiceLevelObjective",
    );
    return [
      ...(apart ? [] : ["there is no dashboard that separates releases by their version"]),
      ...(objectives.length > 0 ? [] : ["there is no objective"]),
    ];
  },
});
