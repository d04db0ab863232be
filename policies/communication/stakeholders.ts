import { isAbsent } from "../../rollout/parts.ts";
import { ownTeam } from "../../rollout/routing.ts";
import { productionPolicy } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";
import { reaches, routesOf } from "../lib/routes.ts";

export default productionPolicy({
  name: "stakeholders",
  level: "mandatory",
  severity: "medium",
  description: "Each group that a rollout concerns is a team, and some notification goes to it.",
  remediation: "Name the five groups under stakeholders.",
  judge: ({ resources, config, stack }) => {
    const teams = ofType(resources, "datadog:index/team:Team").map((one) => textOf(one, "handle"));
    const routes = routesOf(resources);
    return Object.entries(config.stakeholders).flatMap(([group, team]) => {
      if (isAbsent(team)) return [];
      const { handle = ownTeam(stack), existing } = team;
      return [
        ...(existing || teams.includes(handle) ? [] : [`${group} has no team ${handle}`]),
        ...(reaches(routes, `team-${handle}`)
          ? []
          : [`${group} (${handle}) is not notified of any alert`]),
      ];
    });
  },
});
