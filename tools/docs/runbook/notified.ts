import { isAbsent, present } from "../../../rollout/parts.ts";
import type { ProductionConfig } from "../../../config.ts";
import { GROUPS, ROUTES, type Channel, type Group, type Route } from "../../../rollout/routing.ts";
import { section, table } from "../markdown.ts";

/** Who is notified of what, and how. */
export function whoIsNotified(config: ProductionConfig): string {
  const { all, critical, trigger, blind } = ROUTES;
  const hidden = blind.monitors.filter((key) => !trigger.monitors.includes(key));
  const row = (what: string, route: Route) => [
    what,
    route.groups.join(", "),
    route.channels.flatMap((channel) => channelOf(channel, config) ?? []).join("; "),
  ];
  return section(
    "## Who is notified",
    "Each row adds to those above it. A recovery goes where the alert went.",
    table(
      ["of what", "groups, by mail", "other channels"],
      [
        row("every change: critical, warning, no data, recovery", all),
        row("critical", critical),
        row("critical, of a [trigger](#roll-back-now)", trigger),
        row(`no data of a trigger, or of ${links(hidden)}, which could hide an alert`, blind),
      ],
    ),
    table(
      ["group", "what it does", "its team at Datadog", "notified beside the team's members"],
      (Object.keys(GROUPS) as Group[]).map((group) => {
        const team = config.stakeholders[group];
        if (isAbsent(team)) return [group, GROUPS[group], `none: ${team.none}`, ""];
        const { handle, members } = team;
        return [
          group,
          GROUPS[group],
          handle === undefined ? "the stack's own" : `\`${handle}\``,
          members.join(", "),
        ];
      }),
    ),
  );
}

function links(monitors: readonly string[]): string {
  return monitors.map((key) => `[${key}](#${key})`).join(", ");
}

/** What a channel is called; nothing where there is none. */
function channelOf(channel: Channel, { channels }: ProductionConfig): string | undefined {
  const { slack, email, sms } = channels;
  switch (channel) {
    case "slack":
      return isAbsent(slack) ? undefined : `Slack ${slack.channel}`;
    case "email":
      return present(email)?.join(", ");
    case "sms":
      return isAbsent(sms) ? undefined : `text message to ${sms.join(", ")}`;
  }
}
