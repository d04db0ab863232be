import { brokenPlan } from "../../config/plan.ts";
import { rolloutPolicy } from "../lib/policy.ts";

export default rolloutPolicy({
  name: "rollout-plan",
  level: "mandatory",
  severity: "high",
  description: "A rollout has every stage of the checklist, and holds each as long or longer.",
  remediation:
    "Take the plan out, add what the checklist has to it, or have an approver exempt the stage.",
  judge: ({ record, config: { datadog } }) =>
    brokenPlan(record.plan, {
      ...datadog,
      exempt: record.exempted?.map(({ item }) => item) ?? [],
    }).map(({ path, problem: result, allowed }) => {
      const at = path.map((name) => (typeof name === "number" ? `[${name}]` : `.${name}`)).join("");
      return `the record's ${at.slice(1)} ${result ?? "is not right"}; it takes ${allowed}`;
    }),
});
