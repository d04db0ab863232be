import { HOST_CHECKS, hostChecksOf, plainKey } from "../../rollout/checks.ts";
import { CHECK, declaredAs } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";
import { listOf, textOf } from "../lib/resources.ts";

export default productionPolicy({
  name: "synthetic-checks",
  level: "mandatory",
  severity: "high",
  description:
    "Datadog does on both hosts what a user does, and looks at the way to the canary, all the time.",
  remediation: "Describe the flows under monitoring.checks, or say why there are none.",
  judge: (stack) =>
    [...HOST_CHECKS, ...Object.keys(stack.config.hosts.others).flatMap(hostChecksOf)]
      .filter(({ key }) => !Object.hasOwn(stack.config.lacking, plainKey(key)))
      .flatMap(({ key, what }) => {
        const [test] = declaredAs(stack, key).filter(({ type }) => type === CHECK);
        if (!test) return [`nothing checks ${what}`];
        return [
          ...(textOf(test, "status") === "live" ? [] : [`${test.name} is not live`]),
          ...(listOf(test, "locations").length > 0 ? [] : [`${test.name} runs from nowhere`]),
        ];
      }),
});
