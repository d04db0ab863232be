import { policy, resource } from "../coverage.ts";
import { define, type Said } from "./define.ts";

/** What is watched, and where it alerts. */
export const alerting = [
  ...define("real-time-monitoring", [
    [
      "mon-apm-dashboard",
      "Application performance dashboard",
      {
        needed: ["always"],
        coveredBy: [
          resource("datadog:index/dashboard:Dashboard", "monitoring"),
          policy("dashboard"),
        ],
        severity: "medium",
        remedy: "Declare the dashboard: it comes with the config's monitoring.",
      },
    ],
    [
      "mon-error-tracking",
      "Error tracking system",
      {
        needed: ["always"],
        coveredBy: [policy("monitors-published")],
        severity: "high",
        remedy: "Turn Error Tracking on at Datadog, and monitoring.errorTracking here.",
      },
    ],
    [
      "mon-infrastructure",
      "Infrastructure monitoring",
      {
        needed: ["always"],
        coveredBy: [
          resource("datadog:aws/integrationAccount:IntegrationAccount", "operations-aws"),
          policy("monitors-published"),
        ],
        severity: "high",
        remedy: "Connect AWS and Cloudflare to Datadog, and name the database and Redis.",
      },
    ],
    [
      "mon-user-experience",
      "User experience monitoring",
      {
        needed: ["always"],
        coveredBy: [policy("synthetic-checks")],
        severity: "high",
        remedy: "Have Datadog do what a user does: monitoring.checks.",
      },
    ],
    [
      "mon-business-metrics",
      "Business metrics tracking",
      {
        needed: ["always"],
        coveredBy: [policy("monitors-published")],
        severity: "high",
        remedy: "Have the app count payments and checkouts, and name them in monitoring.metrics.",
      },
    ],
  ]),
  ...define("alerting-thresholds", [
    ["alert-error-warn-1", "Error rate > 1% (warning)", threshold("high", "errorRate.warning")],
    [
      "alert-error-crit-5",
      "Error rate > 5% (critical)",
      threshold("critical", "errorRate.critical"),
    ],
    [
      "alert-latency-warn-200",
      "Response time > 200ms (warning)",
      threshold("high", "latency.warning"),
    ],
    [
      "alert-latency-crit-500",
      "Response time > 500ms (critical)",
      threshold("critical", "latency.critical"),
    ],
    [
      "alert-db-errors-crit",
      "Database errors (critical)",
      {
        needed: ["always"],
        coveredBy: [policy("alert-thresholds"), policy("critical-by-sms")],
        severity: "critical",
        remedy: "Have any failed query alert as critical, and reach a phone.",
      },
    ],
    [
      "alert-redis-crit",
      "Redis connectivity issues (critical)",
      {
        needed: ["always"],
        coveredBy: [policy("alert-thresholds"), policy("critical-by-sms")],
        severity: "critical",
        remedy: "Have any failed command, or none at all, alert as critical, and reach a phone.",
      },
    ],
  ]),
];

function threshold(severity: Said["severity"], key: string): Said {
  return {
    needed: ["always"],
    coveredBy: [policy("alert-thresholds")],
    severity,
    remedy: `Set thresholds.${key} to the checklist's number, or a stricter one.`,
  };
}
