import { present } from "../../../rollout/parts.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok } from "../finding.ts";
import { ofType, textIn, TYPES } from "../inState.ts";

/** Slack is connected to Datadog by hand: https://docs.datadoghq.com/integrations/slack/ */
export const datadogSlack: Check = {
  id: "datadog-slack",
  title: "the Slack channel at Datadog",
  for: ["up"],
  run: inProduction(async ({ clouds, config, resources }) => {
    const slack = present(config.channels.slack);
    if (!slack) return [];
    const { account, channel, existing } = slack;
    const channels = await (await clouds.datadog(config.datadog)).slackChannels(account);
    if (channels === undefined)
      return [
        fault(
          `Datadog's Slack integration has no account ${account}`,
          "the Slack app connected to the account that channels.slack names",
          "connect it by hand: https://docs.datadoghq.com/integrations/slack/",
        ),
      ];
    const own = ofType(await resources(), TYPES.slackChannel).some(
      (one) => textIn(one, "channelName") === channel,
    );
    if (existing && !channels.includes(channel))
      return [
        fault(
          `Datadog's Slack integration has no channel ${channel}, which is named as existing`,
          "a channel of that name",
          "correct it, or leave existing out: the channel is then added",
        ),
      ];
    if (!existing && !own && channels.includes(channel))
      return [
        fault(
          `Datadog has the channel ${channel} of ${account} already, and it is not in the state`,
          "a channel that this stack adds, or one that is named as existing",
          "set existing: true beside it, or import it (docs/adopting.md)",
        ),
      ];
    return [ok(`${channel} of ${account}`)];
  }),
};
