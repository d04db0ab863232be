import { attested, policy, resource, verified } from "../coverage.ts";
import { define } from "./define.ts";

/** What is owed once a rollout has ended, however it did. */
export const afterwards = [
  ...define("documentation", [
    [
      "doc-deployment",
      "Update deployment documentation",
      {
        needed: ["close-out"],
        coveredBy: [attested],
        severity: "low",
        remedy: "Bring the documentation up to date, or say that nothing in it changes.",
      },
    ],
    [
      "doc-metrics",
      "Record deployment metrics",
      {
        needed: ["close-out"],
        coveredBy: [attested],
        severity: "low",
        remedy: "Keep how long the stages took and what the gate said, and link to it.",
      },
    ],
    [
      "doc-issues",
      "Document any issues encountered",
      {
        needed: ["close-out"],
        coveredBy: [attested],
        severity: "low",
        remedy: "Link to the issues that were met, or say that there were none.",
      },
    ],
    [
      "doc-runbooks",
      "Update runbooks if needed",
      {
        needed: ["close-out"],
        coveredBy: [policy("runbook-links"), attested],
        severity: "medium",
        remedy: "Mend the runbook where it was wrong or silent, or say that it was neither.",
      },
    ],
    [
      "doc-learnings",
      "Share learnings with team",
      {
        needed: ["close-out"],
        coveredBy: [attested],
        severity: "low",
        remedy: "Write down what was learned, and link to it.",
      },
    ],
  ]),
  ...define("cleanup", [
    [
      "clean-debug-code",
      "Remove temporary debugging code",
      {
        needed: ["close-out"],
        coveredBy: [policy("debug-settings"), verified],
        severity: "medium",
        remedy: "Take debug code out of the app, and debug settings out of its variables.",
      },
    ],
    [
      "clean-artifacts",
      "Clean up old deployment artifacts",
      {
        needed: ["always"],
        coveredBy: [
          resource(
            "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
            "operations-retention",
          ),
        ],
        severity: "low",
        remedy: "Say how long Vercel keeps deployments.",
      },
    ],
    [
      "clean-env-config",
      "Update environment configurations",
      {
        needed: ["close-out"],
        coveredBy: [policy("clean-up"), verified],
        severity: "medium",
        remedy: "Take left-over blocks and variables for the canary alone out of the stack file.",
      },
    ],
    [
      "clean-rotate-credentials",
      "Rotate any temporary credentials",
      {
        needed: ["close-out"],
        coveredBy: [
          resource("vercel:index/projectProtectionBypass:ProjectProtectionBypass"),
          policy("temporary-credentials"),
          attested,
        ],
        severity: "high",
        remedy: "Replace what was handed out for this rollout, or say that nothing was.",
      },
    ],
    [
      "clean-archive-logs",
      "Archive deployment logs",
      {
        needed: ["always"],
        coveredBy: [
          resource("datadog:index/logsArchive:LogsArchive", "operations-archive"),
          resource("aws:s3/bucket:Bucket", "operations-archive"),
        ],
        severity: "medium",
        remedy: "Have Datadog keep logs in a bucket.",
      },
    ],
  ]),
];
