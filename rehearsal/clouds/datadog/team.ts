import { z } from "zod";
import { uuid } from "../store/draw.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { badRequest, conflict, notFound } from "./failures.ts";

const inputs = z.object({
  handle: z.string(),
  name: z.string(),
  description: z.string(),
});

type Inputs = z.infer<typeof inputs>;

/** A team of Datadog, with nobody in it. */
export const team: ResourceType<Inputs> = {
  token: "datadog:index/team:Team",
  inputs,
  identify: (_, draw) => uuid(draw),
  adds: { linkCount: () => 0, summary: () => "", userCount: () => 0 },
  refuses: (proposed, held) => tooLong(proposed) ?? handleTaken(proposed, held),
};

/** TeamCreateAttributes: https://docs.datadoghq.com/api/latest/teams/#create-a-team */
function tooLong({ id, inputs }: Proposed<Inputs>): string | undefined {
  if (inputs.handle.length > 195) return badRequest("team", id, "handle: Longer than 195.");
  return inputs.name.length > 200 ? badRequest("team", id, "name: Longer than 200.") : undefined;
}

/** 409: https://docs.datadoghq.com/api/latest/teams/#create-a-team */
function handleTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const taken = held.of(team, id).some(({ outputs }) => outputs.handle === inputs.handle);
  return taken ? conflict("team", id, `Team handle ${inputs.handle} already exists`) : undefined;
}

const text = z.string().optional();

// That one is there is the provider's own check:
// https://github.com/DataDog/terraform-provider-datadog, resource_datadog_team_notification_rule.go
const ruleInputs = z
  .object({
    teamId: z.string(),
    email: z.strictObject({ enabled: z.boolean().optional() }).optional(),
    msTeams: z.strictObject({ connectorName: text }).optional(),
    pagerduty: z.strictObject({ serviceName: text }).optional(),
    slack: z.strictObject({ channel: text, workspace: text }).optional(),
  })
  .refine(({ email, msTeams, pagerduty, slack }) => email ?? msTeams ?? pagerduty ?? slack, {
    path: ["email"],
    error: "at least one of email, msTeams, pagerduty and slack must be configured",
  });

type RuleInputs = z.infer<typeof ruleInputs>;

/** Where what is sent to a team of Datadog goes. */
export const teamNotificationRule: ResourceType<RuleInputs> = {
  token: "datadog:index/teamNotificationRule:TeamNotificationRule",
  inputs: ruleInputs,
  immutable: ["teamId"],
  identify: (_, draw) => uuid(draw),
  refuses: noTeam,
};

/** 404: https://docs.datadoghq.com/api/latest/teams/#create-team-notification-rule */
function noTeam({ id, inputs }: Proposed<RuleInputs>, held: Held): string | undefined {
  const existing = held.find(team, inputs.teamId);
  return existing ? undefined : notFound("TeamNotificationRule", id, `team ${inputs.teamId}`);
}
