import type { TeamNotificationRuleArgs } from "@pulumi/datadog/teamNotificationRule.js";
import { z } from "zod";
import { uuid } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { notFound } from "./failures.ts";
import { teamKind } from "./team.ts";

const text = z.string().optional();

// That one is there is the provider's own check:
// https://github.com/DataDog/terraform-provider-datadog, resource_datadog_team_notification_rule.go
const inputs = z
  .strictObject({
    teamId: z.string(),
    email: z.strictObject({ enabled: z.boolean().optional() }).optional(),
    msTeams: z.strictObject({ connectorName: text }).optional(),
    pagerduty: z.strictObject({ serviceName: text }).optional(),
    slack: z.strictObject({ channel: text, workspace: text }).optional(),
  } satisfies Record<keyof TeamNotificationRuleArgs, z.ZodType>)
  .refine(({ email, msTeams, pagerduty, slack }) => email ?? msTeams ?? pagerduty ?? slack, {
    path: ["email"],
    error: "at least one of email, msTeams, pagerduty and slack must be configured",
  });

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "datadog:index/teamNotificationRule:TeamNotificationRule",
  inputs,
};

/** Where what is sent to a team of Datadog goes. */
export const teamNotificationRule: ResourceType<Inputs> = {
  ...kind,
  immutable: ["teamId"],
  computed: [],
  identify: (_, draw) => uuid(draw),
  outputs: () => ({}),
  refuses: noTeam,
};

/** 404: https://docs.datadoghq.com/api/latest/teams/#create-team-notification-rule */
function noTeam({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const found = held.of(teamKind).some((team) => team.id === inputs.teamId);
  return found ? undefined : notFound("TeamNotificationRule", id, `team ${inputs.teamId}`);
}
