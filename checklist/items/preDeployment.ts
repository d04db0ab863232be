import { attested, policy, resource, verified } from "../coverage.ts";
import { define } from "./define.ts";

/** What is verified of a release before any visitor is sent to it. */
export const preDeployment = [
  ...define("code-quality", [
    [
      "cq-unit-tests",
      "All unit tests passing",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the app's unit tests on the release's commit, and mend what fails.",
      },
    ],
    [
      "cq-integration-tests",
      "All integration tests passing",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the app's integration tests against staging, and mend what fails.",
      },
    ],
    [
      "cq-lint",
      "Code linting completed with no errors",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "low",
        remedy: "Lint the release's commit, and mend each error.",
      },
    ],
    [
      "cq-security-audit",
      "Security audit completed",
      {
        needed: ["start", "100", "promote"],
        coveredBy: [verified],
        severity: "critical",
        remedy:
          "Audit the app's dependencies, and take up what mends each high or critical finding.",
      },
    ],
    [
      "cq-tsc",
      "TypeScript compilation successful",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Compile the release's commit with tsc --noEmit, and mend each error.",
      },
    ],
    [
      "cq-clean-tree",
      "No uncommitted changes",
      {
        needed: ["start"],
        coveredBy: [verified, policy("releases")],
        severity: "high",
        remedy: "Check the release's commit out, commit or stash what has changed, and push it.",
      },
    ],
  ]),
  ...define("environment-preparation", [
    [
      "env-staging-vars",
      "Staging environment variables configured",
      {
        needed: ["always"],
        coveredBy: [
          {
            ...resource("vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable"),
            stack: "staging",
          },
          policy("staging-variables"),
        ],
        severity: "high",
        remedy: "Name each variable that the app needs in config, under variables or secrets.",
      },
    ],
    [
      "env-db-migrations",
      "Database migrations applied to staging",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "critical",
        remedy:
          "Apply the migrations to staging; both releases share the database, so each must suit both.",
      },
    ],
    [
      "env-redis-cleared",
      "Redis cache cleared",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "medium",
        remedy: "Clear the app's keys in Redis, or give the release a namespace of its own.",
      },
    ],
    [
      "env-cdn-purged",
      "CDN cache invalidated",
      {
        needed: ["start", "promote"],
        coveredBy: [verified],
        severity: "medium",
        remedy: "Purge the zone's cache at Cloudflare.",
      },
    ],
    [
      "env-third-party-keys",
      "Third-party service keys verified",
      {
        needed: ["start"],
        coveredBy: [verified, policy("environment-keys")],
        severity: "high",
        remedy: "Ask each third party something harmless with the key that the release will use.",
      },
    ],
  ]),
  ...define("testing", [
    [
      "test-health-endpoints",
      "Health check endpoints functional",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "critical",
        remedy: "See that staging and the canary host answer as health in the stack file says.",
      },
    ],
    [
      "test-api-endpoints",
      "API endpoints tested",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the app's API tests against staging, and mend what fails.",
      },
    ],
    [
      "test-ui-components",
      "UI components rendering correctly",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the app's browser tests against staging, and mend what fails.",
      },
    ],
    [
      "test-auth-flows",
      "Authentication flows working",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "critical",
        remedy: "Run the sign-in tests against staging, and mend what fails.",
      },
    ],
    [
      "test-payments",
      "Payment processing tested",
      {
        needed: ["start"],
        coveredBy: [attested],
        severity: "critical",
        secondPerson: true,
        remedy: "Pay on staging in the processor's test mode: create, confirm, webhook, refund.",
      },
    ],
    [
      "test-realtime",
      "Real-time features verified",
      {
        needed: ["start"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the real-time tests against staging, and mend what fails.",
      },
    ],
  ]),
];
