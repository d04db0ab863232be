import type { NotificationsArgs } from "../../../components/notifications/index.ts";

/** All of it. */
export const notifications: NotificationsArgs = {
  stack: "canary/production",
  stakeholders: {
    development: { handle: "shop-development", members: ["developers@example.com"] },
    operations: { handle: "shop-operations", members: [] },
    product: { handle: "shop-product", members: [] },
    support: { handle: "shop-support", members: ["support@example.com"] },
    executive: { handle: "shop-executive", members: ["ceo@example.com"] },
  },
  channels: {
    slack: { account: "shop", channel: "#releases" },
    email: ["releases@example.com", "developers@example.com"],
    sms: ["+12025550143", "+12025550117"],
  },
  statusPage: {
    name: "Shop status",
    domainPrefix: "shop",
    components: ["Storefront", "Checkout", "Accounts"],
    subscribe: true,
  },
};
