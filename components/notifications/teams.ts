import { Team } from "@pulumi/datadog/team.js";
import { TeamNotificationRule } from "@pulumi/datadog/teamNotificationRule.js";
import type * as pulumi from "@pulumi/pulumi";
import { GROUPS, type Group } from "../../rollout/routing.ts";
import type { Addressed } from "./handles.ts";

/**
 * A Datadog team for each group, or one for several that share its handle. Its members get by mail what
 * is sent to the team. Who is in it is kept at Datadog: a membership takes a user's id, and one that had
 * to be found by its address would end the program when somebody leaves, and so block going back.
 */
export function teams(
  name: string,
  { stack, stakeholders }: Pick<Addressed, "stack" | "stakeholders">,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  // A team is one, whichever of its groups says that it is there already.
  const isThere = (handle: string) =>
    Object.values(stakeholders).some((one) => one.handle === handle && one.existing);
  const made = (Object.keys(GROUPS) as Group[]).flatMap((group) => {
    const { handle } = stakeholders[group] ?? {};
    return handle === undefined || isThere(handle) ? [] : [{ group, handle }];
  });
  return made.filter(isFirst).flatMap(({ group, handle }) => {
    const team = new Team(
      `${name}-${group}`,
      {
        handle,
        name: `${group} (${stack})`,
        description: `${GROUPS[group]}.`,
      },
      opts,
    );
    const mail = new TeamNotificationRule(
      `${name}-${group}`,
      { teamId: team.id, email: { enabled: true } },
      opts,
    );
    return [team, mail];
  });
}

/** Whether no group before has the same team. */
function isFirst(
  { handle }: { readonly handle: string },
  index: number,
  all: readonly { readonly handle: string }[],
): boolean {
  return all.findIndex((other) => other.handle === handle) === index;
}
