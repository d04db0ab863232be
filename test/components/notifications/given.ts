import type { NotificationsArgs } from "../../../components/notifications/index.ts";

/** All of it. */
export const notifications: NotificationsArgs = {
  stack: "canary/production",
  stakeholders: {
    development: {
      handle: "shop-development",
      existing: false,
      members: ["developers@example.com"],
    },
    operations: { handle: "shop-operations", existing: false, members: [] },
    product: { handle: "shop-product", existing: false, members: [] },
    support: { handle: "shop-support", existing: false, members: ["support@example.com"] },
    executive: { handle: "shop-executive", existing: false, members: ["ceo@example.com"] },
  },
  channels: {
    slack: { account: "shop", channel: "#releases", existing: false },
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
