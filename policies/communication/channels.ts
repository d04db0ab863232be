import type { ProductionConfig } from "../../config.ts";
import { isAbsent, present, type Absent } from "../../rollout/parts.ts";
import { slackHandle } from "../../rollout/routing.ts";
import { productionPolicy, type DeclaredProduction } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";
import { reaches, routesOf, type Route } from "../lib/routes.ts";

export default productionPolicy({
  name: "channels",
  level: "mandatory",
  severity: "medium",
  description: "News of a rollout goes to Slack, by mail, and to a page that customers can read.",
  remediation: "Describe them under channels.",
  judge: (stack) => {
    const { slack, email } = stack.config.channels;
    const routes = routesOf(stack.resources);
    return [
      ...(isAbsent(slack) ? [] : inSlack(slack, stack, routes)),
      ...(present(email) ?? [])
        .filter((address) => !reaches(routes, address))
        .map((address) => `${address} is not notified of any alert`),
      ...customers(stack),
    ];
  },
});

function inSlack(
  { account, channel, existing }: Exclude<ProductionConfig["channels"]["slack"], Absent>,
  { resources }: DeclaredProduction,
  routes: readonly Route[],
): string[] {
  const channels = ofType(resources, "datadog:slack/channel:Channel");
  return [
    ...(existing || channels.some((one) => textOf(one, "channelName") === channel)
      ? []
      : [`the Slack channel ${channel} is not declared`]),
    ...(reaches(routes, slackHandle({ account, channel })) ? [] : [`${channel} gets no alert`]),
  ];
}

function customers({ resources, config: { channels } }: DeclaredProduction): string[] {
  const { statusPage, customers } = channels;
  if (isAbsent(statusPage) || statusPage.existing) return [];
  const [page] = ofType(resources, "datadog:index/statusPage:StatusPage").filter(
    (one) => textOf(one, "domainPrefix") === statusPage.domainPrefix,
  );
  if (!page) return [`the status page ${statusPage.domainPrefix} is not declared`];
  return isAbsent(customers) ||
    customers.email !== undefined ||
    page.props["subscriptionsEnabled"] === true
    ? []
    : ["customers cannot subscribe to the status page, and no mailing list reaches them"];
}
