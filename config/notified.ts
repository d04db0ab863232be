import { isAbsent, present } from "../rollout/parts.ts";
import { ROUTES } from "../rollout/routing.ts";
import { rule } from "./rule.ts";
import type { Read } from "./wholeParts.ts";

/** Somebody is notified of every alert: by Slack, by mail, or as one of a team that is known to have members. */
export const someoneNotified = rule<Read>(["channels", "stakeholders"], (read) => {
  const { slack, email } = read.channels;
  const bySlack = present(slack) !== undefined;
  const byMail = !isAbsent(email);
  const byTeam = ROUTES.all.groups.some((group) => {
    const team = present(read.stakeholders[group]);
    return team !== undefined && (team.existing || team.members.length > 0);
  });
  if (bySlack || byMail || byTeam) return [];
  return [
    {
      path: ["channels", "email"],
      problem: "is none, and nobody else is notified of every alert",
      allowed: `an address, a Slack channel, or members of the team of ${ROUTES.all.groups.join(" or ")}`,
      example: '["oncall@example.com"]',
    },
  ];
});
