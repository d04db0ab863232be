import { CHECKED_HOSTS, checkKey, CHECKS, type Check } from "../../rollout/monitors.ts";
import { CHECK, declaredAs } from "../lib/monitors.ts";
import { productionPolicy } from "../lib/policy.ts";
import { listOf, textOf } from "../lib/resources.ts";

export default productionPolicy({
  name: "synthetic-checks",
  level: "mandatory",
  severity: "high",
  description: "Datadog does on both hosts what a user does, all the time.",
  remediation: "Set canary:monitoring.checks.enabled to true, and describe the flows there.",
  judge: (stack) =>
    CHECKED_HOSTS.flatMap((host) =>
      (Object.keys(CHECKS) as Check[]).flatMap((check) => {
        const [test] = declaredAs(stack, checkKey(host, check)).filter(
          ({ type }) => type === CHECK,
        );
        if (!test) return [`nothing checks the ${host} host: ${CHECKS[check].title}`];
        return [
          ...(textOf(test, "status") === "live" ? [] : [`${test.name} is not live`]),
          ...(listOf(test, "locations").length > 0 ? [] : [`${test.name} runs from nowhere`]),
        ];
      }),
    ),
});
