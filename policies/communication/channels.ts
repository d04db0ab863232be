import { productionPolicy, type DeclaredProduction } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";
import { reaches, routesOf } from "../lib/routes.ts";

export default productionPolicy({
  name: "channels",
  level: "mandatory",
  severity: "medium",
  description: "News of a rollout goes to Slack, by mail, and to a page that customers can read.",
  remediation: "Describe them under channels.",
  judge: (stack) => {
    const { slack, email } = stack.config.channels;
    const routes = routesOf(stack.resources);
    const channels = ofType(stack.resources, "datadog:slack/channel:Channel");
    const inSlack = `slack-${slack.account}-${slack.channel.replace(/^#/, "")}`;
    return [
      ...(channels.some((one) => textOf(one, "channelName") === slack.channel)
        ? []
        : [`the Slack channel ${slack.channel} is not declared`]),
      ...(reaches(routes, inSlack) ? [] : [`nothing is told in ${slack.channel}`]),
      ...email
        .filter((address) => !reaches(routes, address))
        .map((address) => `nothing is told to ${address}`),
      ...customers(stack),
    ];
  },
});

function customers({ resources, config: { channels } }: DeclaredProduction): string[] {
  const { statusPage, customers } = channels;
  const [page] = ofType(resources, "datadog:index/statusPage:StatusPage").filter(
    (one) => textOf(one, "domainPrefix") === statusPage.domainPrefix,
  );
  if (!page) return [`the status page ${statusPage.domainPrefix} is not declared`];
  return customers.email !== undefined || page.props["subscriptionsEnabled"] === true
    ? []
    : ["customers cannot subscribe to the status page, and no mailing list reaches them"];
}
