import { attested, policy, resource } from "../coverage.ts";
import { define, type Said } from "./define.ts";

/** Who is notified of a rollout, and how. */
export const communication = [
  ...define("stakeholders", [
    ["stake-dev", "Development team", stakeholder("development")],
    ["stake-ops", "Operations team", stakeholder("operations")],
    ["stake-product", "Product team", stakeholder("product")],
    ["stake-support", "Customer support", stakeholder("support")],
    ["stake-exec", "Executive team", stakeholder("executive")],
  ]),
  ...define("notification-channels", [
    [
      "chan-slack",
      "Slack channels",
      {
        needed: ["always"],
        coveredBy: [resource("datadog:slack/channel:Channel", "notifications"), policy("channels")],
        severity: "medium",
        remedy: "Name a channel under channels.slack, and connect Datadog's Slack app.",
      },
    ],
    [
      "chan-email",
      "Email alerts",
      {
        needed: ["always"],
        coveredBy: [
          resource(
            "datadog:index/monitorNotificationRule:MonitorNotificationRule",
            "notifications-all",
          ),
          policy("channels"),
        ],
        severity: "medium",
        remedy: "Name an address under channels.email.",
      },
    ],
    [
      "chan-sms-critical",
      "SMS alerts (critical)",
      {
        needed: ["always"],
        coveredBy: [
          resource("aws:sns/topicSubscription:TopicSubscription"),
          policy("critical-by-sms"),
        ],
        severity: "critical",
        remedy: "Name a telephone number under channels.sms.",
      },
    ],
    [
      "chan-status-page",
      "Status page updates",
      {
        needed: ["always"],
        coveredBy: [
          resource("datadog:index/statusPage:StatusPage", "notifications"),
          policy("channels"),
        ],
        severity: "medium",
        remedy: "Describe the status page under channels.statusPage, and publish it.",
      },
    ],
    [
      "chan-customers",
      "Customer notifications (if needed)",
      {
        needed: ["close-out"],
        coveredBy: [policy("channels"), attested],
        severity: "medium",
        remedy: "Notify customers, or say why they need not be notified.",
      },
    ],
  ]),
];

function stakeholder(group: string): Said {
  return {
    needed: ["always"],
    coveredBy: [
      resource("datadog:index/team:Team", `notifications-${group}`),
      resource("datadog:index/teamNotificationRule:TeamNotificationRule", `notifications-${group}`),
      policy("stakeholders"),
    ],
    severity: "medium",
    remedy: `Name the group's team under stakeholders.${group}.`,
  };
}
