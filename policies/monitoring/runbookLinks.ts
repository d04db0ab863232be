import { isAbsent } from "../../rollout/parts.ts";
import { CHECK, MONITOR } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";
import { blockOf, listOf, ofType, textOf, type Resource } from "../lib/resources.ts";

export default productionPolicy({
  name: "runbook-links",
  level: "mandatory",
  severity: "medium",
  description: "Every alert says where its part of the runbook is.",
  remediation: "Name the runbook under monitoring.runbookUrl.",
  judge: ({ resources, config }) =>
    isAbsent(config.monitoring.runbookUrl)
      ? []
      : [
          ...ofType(resources, MONITOR)
            .filter((one) => !hasRunbook(one))
            .map(without),
          // Datadog keeps no assets of a synthetic test: its message has the link.
          ...ofType(resources, CHECK)
            .filter((one) => !/\bRunbook: https:\/\/\S/.test(textOf(one, "message")))
            .map(without),
        ],
});

function hasRunbook(monitor: Resource): boolean {
  return listOf(monitor, "assets").some((asset) => {
    const props = blockOf(asset);
    return props["category"] === "runbook" && textOf({ props }, "url").startsWith("https://");
  });
}

function without({ name }: Resource): string {
  return `${name} has no link to the runbook`;
}
