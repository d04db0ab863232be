import { inProduction, type Check } from "../check.ts";
import { isOfSpans, LOOKED_BACK, unsentIn } from "../datadogNeeds.ts";
import { fault, ok } from "../finding.ts";

/** Missing data refuses a start. */
export const datadogMetrics: Check = {
  id: "datadog-metrics",
  title: "whether Datadog has data of the metrics that a rollout is judged by",
  for: ["start"],
  run: inProduction(async (context) => {
    const unsent = await unsentIn(context, (need) => !isOfSpans(need));
    const silent = unsent.filter(({ tags }) => tags.length === 0);
    if (silent.length === 0) return [ok("each has had data")];
    return silent.map(({ metric, scope, sender }) =>
      fault(
        `Datadog has had no data of ${metric} for ${LOOKED_BACK} days`,
        `${metric}{${scope}}, sent by ${sender}`,
        "have it sent, correct its name, or write none with the reason in its place",
      ),
    );
  }),
};
