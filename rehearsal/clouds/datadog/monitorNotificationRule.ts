import { z } from "zod";
import { uuid } from "../store/draw.ts";
import type { Proposed, ResourceType } from "../resourceType.ts";
import { badRequest } from "./failures.ts";

const recipients = z.array(z.string()).min(1);

// What the provider itself checks:
// https://github.com/DataDog/terraform-provider-datadog, resource_datadog_monitor_notification_rule.go
const inputs = z
  .object({
    name: z.string(),
    filter: z
      .strictObject({
        tags: z.array(z.string()).min(1).optional(),
        scope: z.string().optional(),
      })
      .refine(({ tags, scope }) => (tags === undefined) !== (scope === undefined), {
        error: "exactly one of tags and scope",
      }),
    recipients: recipients.optional(),
    conditionalRecipients: z
      .strictObject({
        conditions: z.array(z.strictObject({ scope: z.string(), recipients })).min(1),
        fallbackRecipients: recipients.optional(),
      })
      .optional(),
  })
  .refine(
    ({ recipients, conditionalRecipients }) =>
      (recipients === undefined) !== (conditionalRecipients === undefined),
    { path: ["recipients"], error: "exactly one of recipients and conditionalRecipients" },
  );

type Inputs = z.infer<typeof inputs>;

/** A rule that sends monitors' notifications on. It sends nothing here. */
export const monitorNotificationRule: ResourceType<Inputs> = {
  token: "datadog:index/monitorNotificationRule:MonitorNotificationRule",
  inputs,
  identify: (_, draw) => uuid(draw),
  refuses: ({ id, inputs }: Proposed<Inputs>) => {
    const error = tooLong(inputs) ?? tooMany(inputs) ?? badHandle(inputs) ?? badCondition(inputs);
    return error && badRequest("MonitorNotificationRule", id, error);
  },
};

function recipientsIn({ recipients = [], conditionalRecipients }: Inputs): string[] {
  const { conditions = [], fallbackRecipients = [] } = conditionalRecipients ?? {};
  return [...recipients, ...conditions.flatMap((one) => one.recipients), ...fallbackRecipients];
}

/** https://docs.datadoghq.com/monitors/notify/notification_rules/ (Rule scope limitations) */
function tooLong({ filter }: Inputs): string | undefined {
  return (filter.scope?.length ?? 0) > 3000 ? "scope is longer than 3000 characters" : undefined;
}

/** https://docs.datadoghq.com/monitors/notify/notification_rules/ (50 a rule) */
function tooMany(inputs: Inputs): string | undefined {
  const count = new Set(recipientsIn(inputs)).size;
  return count > 50 ? `a rule has at most 50 recipients, not ${count}` : undefined;
}

/** https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor-notification-rule */
function badHandle(inputs: Inputs): string | undefined {
  const handle = recipientsIn(inputs).find((one) => one.startsWith("@"));
  return handle && `recipient ${handle} must not start with an '@'`;
}

/**
 * A status or one tag; at most ten:
 * https://docs.datadoghq.com/api/latest/monitors/#create-a-monitor-notification-rule
 */
function badCondition({ conditionalRecipients }: Inputs): string | undefined {
  const { conditions = [] } = conditionalRecipients ?? {};
  if (conditions.length > 10) return "a rule has at most 10 conditions";
  const odd = conditions.find(({ scope }) => !condition(scope));
  return odd && `condition scope "${odd.scope}" is neither a status nor one tag`;
}

const STATUSES = ["is_alert", "is_warning", "is_no_data", "is_recovery"];

function condition(scope: string): boolean {
  const [, key, value = ""] = /^([^\s:]+):(\S+)$/.exec(scope) ?? [];
  return key === "transition_type" ? STATUSES.includes(value) : key !== undefined;
}
