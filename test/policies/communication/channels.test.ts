import policy from "../../../policies/communication/channels.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const slack = being("datadog:slack/channel:Channel");
const page = being("datadog:index/statusPage:StatusPage");
const all = being(
  "datadog:index/monitorNotificationRule:MonitorNotificationRule",
  "notifications-all",
);

describePolicy(
  policy,
  [
    ["no Slack channel", { resources: without(slack) }, /Slack channel #releases is not declared/],
    [
      "another Slack channel",
      { resources: changing(slack, { channelName: "#random" }) },
      /Slack channel #releases is not declared/,
    ],
    [
      "a Slack channel that gets no alert",
      { resources: changing(all, { recipients: ["releases@example.com"] }) },
      /#releases gets no alert/,
    ],
    [
      "an address that is not notified",
      { resources: changing(all, { recipients: ["slack-shop-releases"] }) },
      /releases@example\.com is not notified of any alert/,
    ],
    ["no status page", { resources: without(page) }, /the status page shop is not declared/],
    [
      "customers whom nothing reaches",
      { resources: changing(page, { subscriptionsEnabled: false }) },
      /customers cannot subscribe/,
    ],
    [
      "a status page of which it is not known yet where it is",
      { resources: changing(page, { domainPrefix: UNKNOWN }) },
      /cannot be judged: domainPrefix is not known yet/,
    ],
  ],
  [
    [
      "customers who are reached by a mailing list",
      {
        resources: changing(page, { subscriptionsEnabled: false }),
        config: { "channels.customers": { subscribe: false, email: "customers@example.com" } },
      },
    ],
  ],
);
