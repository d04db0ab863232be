import { productionPolicy } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";
import { reaches, routesOf } from "../lib/routes.ts";

export default productionPolicy({
  name: "stakeholders",
  level: "mandatory",
  severity: "medium",
  description: "Each group that a rollout concerns is a team, and some notification goes to it.",
  remediation: "Name the five groups under stakeholders.",
  judge: ({ resources, config: { stakeholders } }) => {
    const teams = ofType(resources, "datadog:index/team:Team").map((one) => textOf(one, "handle"));
    const routes = routesOf(resources);
    return Object.entries(stakeholders).flatMap(([group, { handle }]) => [
      ...(teams.includes(handle) ? [] : [`${group} has no team ${handle}`]),
      ...(reaches(routes, `team-${handle}`) ? [] : [`nothing is told to ${group} (${handle})`]),
    ]);
  },
});
