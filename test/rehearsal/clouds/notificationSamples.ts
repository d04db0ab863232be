import type { Properties } from "../../../rehearsal/clouds/index.ts";
import type { Stand } from "./stand.ts";

export const TEAM = "datadog:index/team:Team";
export const TEAM_RULE = "datadog:index/teamNotificationRule:TeamNotificationRule";
export const RULE = "datadog:index/monitorNotificationRule:MonitorNotificationRule";
export const SLACK = "datadog:slack/channel:Channel";
export const PAGE = "datadog:index/statusPage:StatusPage";
export const PART = "datadog:index/statusPageComponent:StatusPageComponent";
export const TOPIC = "aws:sns/topic:Topic";
export const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

/** Inputs that are as they must be; each takes what a test is about. */
export const team = (own: Properties = {}) => ({
  handle: "shop-operations",
  name: "Operations",
  description: "Runs it.",
  ...own,
});

export const teamRule = (teamId: string, own: Properties = {}) => ({
  teamId,
  email: { enabled: true },
  ...own,
});

export const rule = (own: Properties = {}) => ({
  name: "all",
  filter: { tags: ["canary_route:all"] },
  recipients: ["slack-shop-releases"],
  ...own,
});

/** A rule with one condition. */
export const conditional = (scope: string, recipients = ["slack-shop-releases"]) =>
  rule({
    recipients: undefined,
    conditionalRecipients: { conditions: [{ scope, recipients }] },
  });

export const slack = (own: Properties = {}) => ({
  accountName: "shop",
  channelName: "#releases",
  display: { message: true },
  ...own,
});

export const page = (own: Properties = {}) => ({
  name: "Shop status",
  domainPrefix: "shop",
  type: "public",
  visualizationType: "bars_and_uptime_percentage",
  ...own,
});

export const part = (pageId: string, own: Properties = {}) => ({
  pageId,
  name: "Checkout",
  type: "component",
  position: 0,
  ...own,
});

export const topic = (own: Properties = {}) => ({ name: "canary-production-critical", ...own });

export const subscription = (topic: string, own: Properties = {}) => ({
  topic,
  protocol: "sms",
  endpoint: "+12025550143",
  ...own,
});

const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const arn = "arn:aws:sns:us-east-1:123456789012:canary-production-critical";

/** How each is born and changed, and the form of its id. */
export const lives = {
  [TEAM]: {
    born: () => Promise.resolve(team()),
    changes: { description: "another" },
    id: new RegExp(`^${uuid}$`),
  },
  [TEAM_RULE]: {
    born: async (clouds: Stand) => teamRule((await clouds.create(TEAM, team())).id),
    changes: { email: { enabled: false } },
    id: new RegExp(`^${uuid}$`),
  },
  [RULE]: {
    born: () => Promise.resolve(rule()),
    changes: { recipients: ["slack-shop-alerts"] },
    id: new RegExp(`^${uuid}$`),
  },
  [SLACK]: {
    born: () => Promise.resolve(slack()),
    changes: { display: { message: false } },
    id: /^shop:#releases$/,
  },
  [PAGE]: {
    born: () => Promise.resolve(page()),
    changes: { subscriptionsEnabled: true },
    id: new RegExp(`^${uuid}$`),
  },
  [PART]: {
    born: async (clouds: Stand) => part((await clouds.create(PAGE, page())).id),
    changes: { name: "another" },
    id: new RegExp(`^${uuid}$`),
  },
  [TOPIC]: {
    born: () => Promise.resolve(topic()),
    changes: { displayName: "canary" },
    id: new RegExp(`^${arn}$`),
  },
  [SUBSCRIPTION]: {
    born: async (clouds: Stand) => subscription((await clouds.create(TOPIC, topic())).id),
    id: new RegExp(`^${arn}:${uuid}$`),
  },
};
