import { attested, verified } from "../coverage.ts";
import { define, type Said } from "./define.ts";

/** What is checked once everyone is on the release. */
export const postDeployment = [
  ...define("health-checks", [
    [
      "post-app-health",
      "Application health endpoint responsive",
      byEvidence("critical", "See why the app's health does not answer, and roll back meanwhile."),
    ],
    [
      "post-db-connections",
      "Database connections stable",
      byEvidence("high", "Compare the connection pools with those before the rollout."),
    ],
    [
      "post-redis-connections",
      "Redis connections stable",
      byEvidence(
        "high",
        "See whether Redis is reachable, and who opens connections without closing them.",
      ),
    ],
    [
      "post-third-party",
      "Third-party service integrations working",
      byEvidence("high", "See which third party fails, and its status page."),
    ],
    [
      "post-realtime",
      "Real-time features functional",
      byEvidence("high", "Open a real-time connection on the public host and see what it answers."),
    ],
  ]),
  ...define("performance-monitoring", [
    [
      "perf-response-time",
      "Response times within acceptable range",
      byEvidence("high", "Find what is slow, and compare with the release before."),
    ],
    [
      "perf-error-rate",
      "Error rates below threshold",
      byEvidence("critical", "Find what fails, and roll back where that is not soon done."),
    ],
    [
      "perf-db-query",
      "Database query performance",
      byEvidence("high", "Compare the releases' slowest queries."),
    ],
    ["perf-memory", "Memory usage stable", byEvidence("medium", "See whether memory only grows.")],
    ["perf-cpu", "CPU usage within limits", byEvidence("medium", "Look at what runs longest.")],
  ]),
  ...define("user-experience", [
    [
      "ux-critical-flows",
      "Critical user flows working",
      byEvidence("critical", "Run the critical flows on the public host, and mend what fails."),
    ],
    [
      "ux-ui-rendering",
      "UI rendering correctly",
      byEvidence("high", "Open the main pages on the public host, and compare with before."),
    ],
    [
      "ux-links-assets",
      "No broken links or assets",
      byEvidence("medium", "Follow the links of the public host, and mend the broken ones."),
    ],
    [
      "ux-auth",
      "Authentication working",
      byEvidence("critical", "Sign in and out on the public host."),
    ],
    [
      "ux-payments",
      "Payments processing",
      {
        needed: ["finish"],
        coveredBy: [attested],
        severity: "critical",
        remedy: "Make one small real payment on the public host, and give it back.",
      },
    ],
  ]),
];

function byEvidence(severity: Said["severity"], remedy: string): Said {
  return { needed: ["finish"], coveredBy: [verified], severity, remedy };
}
