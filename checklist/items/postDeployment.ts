import { attested, verified } from "../carriers.ts";
import { define, type Said } from "./define.ts";

/** What is looked at once everyone is on the release. */
export const postDeployment = [
  ...define("health-checks", [
    [
      "post-app-health",
      "Application health endpoint responsive",
      shown("critical", "See why the app's health does not answer, and roll back meanwhile."),
    ],
    [
      "post-db-connections",
      "Database connections stable",
      shown("high", "Compare the connection pools with those before the rollout."),
    ],
    [
      "post-redis-connections",
      "Redis connections stable",
      shown(
        "high",
        "See whether Redis is reachable, and who opens connections without closing them.",
      ),
    ],
    [
      "post-third-party",
      "Third-party service integrations working",
      shown("high", "See which third party fails, and its status page."),
    ],
    [
      "post-realtime",
      "Real-time features functional",
      shown("high", "Open a real-time connection on the public host and see what it answers."),
    ],
  ]),
  ...define("performance-monitoring", [
    [
      "perf-response-time",
      "Response times within acceptable range",
      shown("high", "Find what is slow, and compare with the release before."),
    ],
    [
      "perf-error-rate",
      "Error rates below threshold",
      shown("critical", "Find what fails, and roll back where that is not soon done."),
    ],
    [
      "perf-db-query",
      "Database query performance",
      shown("high", "Compare the releases' slowest queries."),
    ],
    ["perf-memory", "Memory usage stable", shown("medium", "See whether memory only grows.")],
    ["perf-cpu", "CPU usage within limits", shown("medium", "Look at what runs longest.")],
  ]),
  ...define("user-experience", [
    [
      "ux-critical-flows",
      "Critical user flows working",
      shown("critical", "Run the critical flows on the public host, and mend what fails."),
    ],
    [
      "ux-ui-rendering",
      "UI rendering correctly",
      shown("high", "Open the main pages on the public host, and compare with before."),
    ],
    [
      "ux-links-assets",
      "No broken links or assets",
      shown("medium", "Follow the links of the public host, and mend the broken ones."),
    ],
    ["ux-auth", "Authentication working", shown("critical", "Sign in and out on the public host.")],
    [
      "ux-payments",
      "Payments processing",
      {
        needed: ["finish"],
        carriers: [attested],
        severity: "critical",
        remedy: "Make one small real payment on the public host, and give it back.",
      },
    ],
  ]),
];

function shown(severity: Said["severity"], remedy: string): Said {
  return { needed: ["finish"], carriers: [verified], severity, remedy };
}
