import { textIn } from "../candidates.ts";
import { interrupted, type FinderArgs, type Finders } from "./finder.ts";

/**
 * Finds the teams and channels that are notified, by their handles and names, and what an interrupted
 * update had made of what Datadog takes once.
 */
export function datadogFinders(args: FinderArgs): Finders {
  const { accounts } = args;
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
    "datadog:aws/integrationAccount:IntegrationAccount": interrupted(
      args,
      ({ awsAccountId }) => awsAccountId,
      async (id) => (await accounts.datadog()).awsIntegrations(id),
    ),
    "datadog:index/logsMetric:LogsMetric": interrupted(
      args,
      ({ name }) => name,
      async (name) => ((await (await accounts.datadog()).hasLogsMetric(name)) ? [name] : []),
    ),
  };
}
