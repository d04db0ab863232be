import { textIn } from "../candidates.ts";
import type { FinderArgs, Finders } from "./finder.ts";

/** Finds the teams and channels that are notified, by their handles and names. */
export function datadogFinders({ accounts }: FinderArgs): Finders {
  return {
    "datadog:index/team:Team": async (candidate) => {
      const handle = textIn(candidate, "handle");
      if (handle === undefined) return undefined;
      const teams = await (await accounts.datadog()).teams(handle);
      const match = teams.find((team) => team.handle === handle);
      return match && { id: match.id };
    },
    // https://www.pulumi.com/registry/packages/datadog/api-docs/slack/channel/#import
    "datadog:slack/channel:Channel": async (candidate) => {
      const account = textIn(candidate, "accountName");
      const channel = textIn(candidate, "channelName");
      if (account === undefined || channel === undefined) return undefined;
      const channels = await (await accounts.datadog()).slackChannels(account);
      return channels?.includes(channel) ? { id: `${account}:${channel}` } : undefined;
    },
  };
}
