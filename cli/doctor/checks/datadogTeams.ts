import { present } from "../../../rollout/parts.ts";
import { GROUPS, ownTeam, type Group } from "../../../rollout/routing.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { ofType, textIn, TYPES } from "../inState.ts";

/** A team's handle is one of all of an account: https://docs.datadoghq.com/account_management/teams/ */
export const datadogTeams: Check = {
  id: "datadog-teams",
  title: "whether the teams' handles are free at Datadog",
  for: ["up"],
  run: inProduction(async ({ clouds, config, project, resources, stack }) => {
    const groups = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
      const team = present(config.stakeholders[group]);
      if (!team) return [];
      const handle = team.handle ?? ownTeam(`${project.name}/${stack.name}`);
      return [{ group, handle, existing: team.existing }];
    });
    const teams = [...new Map(groups.map((one) => [one.handle, one])).values()];
    if (teams.length === 0) return [];
    const own = ofType(await resources(), TYPES.team).map((one) => textIn(one, "handle"));
    const datadog = await clouds.datadog(config.datadog);
    const findings = await Promise.all(
      teams.map(async ({ group, handle, existing }): Promise<readonly Finding[]> => {
        const isThere = (await datadog.teams(handle)).some((one) => one.handle === handle);
        if (existing && !isThere)
          return [
            fault(
              `Datadog has no team ${handle}, which stakeholders.${group} has as existing`,
              "a team of that handle",
              "correct the handle, or leave existing out: the team is then made",
            ),
          ];
        if (existing || !isThere || own.includes(handle)) return [];
        return [
          fault(
            `Datadog has a team ${handle} already, and it is not in the state`,
            `a handle that is free for stakeholders.${group}`,
            "set existing: true beside it to use that team, or name another handle",
          ),
        ];
      }),
    );
    const faults = findings.flat();
    return faults.length > 0 ? faults : [ok(teams.map(({ handle }) => handle).join(", "))];
  }),
};
