import type { Channel, Group, Recipients, Route } from "../../rollout/routing.ts";
import { ROUTES, slackHandle } from "../../rollout/routing.ts";

/** A group that is notified. */
export interface Stakeholder {
  /** The handle of its Datadog team, e.g. `shop-operations`. */
  readonly handle: string;
  /** Whether the team is there already, and not made here. */
  readonly existing: boolean;
  /** Addresses that are notified beside whoever is in the team. */
  readonly members: readonly string[];
}

/** Where alerts are sent. */
export interface Addressed {
  /** The stack, `project/stack`, e.g. `canary/production`. */
  readonly stack: string;
  /** The groups that are notified; several may be one team. */
  readonly stakeholders: Readonly<Partial<Record<Group, Stakeholder>>>;
  readonly channels: {
    /** The Slack account's name in Datadog's integration, the channel with its `#`, and whether it is there already. */
    readonly slack?:
      | { readonly account: string; readonly channel: string; readonly existing: boolean }
      | undefined;
    /** Who gets alerts by mail. */
    readonly email: readonly string[];
    /** Who gets text messages, E.164. */
    readonly sms: readonly string[];
  };
}

/** The SNS topic of a stack's text messages: of letters, digits, `-` and `_`, up to 256. */
export function topicName(stack: string): string {
  return `${stack.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 247)}-critical`;
}

/**
 * The addresses of every route, as Datadog's handles without the @:
 * - a team: https://docs.datadoghq.com/account_management/teams/#send-notifications-to-a-specific-communication-channel
 * - Slack, `slack-ACCOUNT-CHANNEL`: https://docs.datadoghq.com/integrations/slack/#mentions-in-slack-from-monitor-alert
 * - a topic, `sns-TOPIC`: https://docs.datadoghq.com/integrations/amazon_sns/#send-sns-notifications
 */
export function recipientsOf(addressed: Addressed): Recipients {
  const of = ({ groups, channels }: Route) => [
    ...new Set([
      ...channels.flatMap((channel) => channelHandles(channel, addressed)),
      ...groups.flatMap((group) => groupHandles(addressed.stakeholders[group])),
    ]),
  ];
  return {
    all: of(ROUTES.all),
    critical: of(ROUTES.critical),
    trigger: of(ROUTES.trigger),
    blind: of(ROUTES.blind),
  };
}

function groupHandles(group: Stakeholder | undefined): string[] {
  return group ? [`team-${group.handle}`, ...group.members] : [];
}

function channelHandles(channel: Channel, { stack, channels }: Addressed): readonly string[] {
  switch (channel) {
    case "slack":
      return channels.slack ? [slackHandle(channels.slack)] : [];
    case "email":
      return channels.email;
    case "sms":
      return channels.sms.length > 0 ? [`sns-${topicName(stack)}`] : [];
  }
}
