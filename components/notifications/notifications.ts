import { Channel } from "@pulumi/datadog/slack/channel.js";
import * as pulumi from "@pulumi/pulumi";
import type { Recipients } from "../../rollout/routing.ts";
import { refuseFaults } from "../monitoring/refuse.ts";
import { recipientsOf, type Addressed } from "./handles.ts";
import { faultsOfRules, rules } from "./rules.ts";
import { faultsOfPage, statusPage, type StatusPageArgs } from "./statusPage.ts";
import { teams } from "./teams.ts";
import { textMessages } from "./textMessages.ts";

export interface NotificationsArgs extends Addressed {
  /** The public status page, an add-on at Datadog; none where absent. */
  readonly statusPage?: StatusPageArgs | undefined;
  /** Whether the status page refuses to be deleted. Default true. */
  readonly protect?: boolean | undefined;
}

/**
 * Who is notified of what the monitors detect: a team for each group, the Slack channel, text messages,
 * the rules that send a notification to them by its severity, and the page for customers.
 */
export class Notifications extends pulumi.ComponentResource {
  /** Whom each route reaches; the monitors' messages send recoveries there. */
  public readonly recipients: Recipients;
  /**
   * The rules. Monitors wait for them: a rule is sure to route monitors that are made or changed
   * after it (https://docs.datadoghq.com/monitors/notify/notification_rules/).
   */
  public readonly rules: readonly pulumi.Resource[];

  public constructor(
    name: string,
    args: NotificationsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const { stack, channels, protect = true } = args;
    super("canary:index:Notifications", name, { stack }, opts);
    this.recipients = recipientsOf(args);
    refuseFaults([
      ...faultsOfRules(this.recipients),
      ["the status page", args.statusPage ? faultsOfPage(args.statusPage) : []],
    ]);
    const inside = { parent: this };

    const { slack } = channels;
    const channel =
      slack && !slack.existing
        ? [
            new Channel(
              name,
              {
                accountName: slack.account,
                channelName: slack.channel,
                display: { message: true, notified: true, snapshot: true, tags: true },
              },
              inside,
            ),
          ]
        : [];
    const notified = [
      ...teams(name, args, inside),
      ...channel,
      ...textMessages(name, args, inside),
    ];
    this.rules = rules(
      name,
      { stack, recipients: this.recipients },
      { ...inside, dependsOn: notified },
    );
    if (args.statusPage) statusPage(name, args.statusPage, { ...inside, protect });
    this.registerOutputs({});
  }
}
