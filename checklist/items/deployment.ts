import { attested, policy, resource, rule, verified } from "../coverage.ts";
import { define } from "./define.ts";

const ALIAS = "vercel:index/alias:Alias";
const RECORD = "aws:route53/record:Record";
const DNS = "cloudflare:index/dnsRecord:DnsRecord";
const CANARY_WEIGHT = resource(RECORD, "traffic-canary");

/** What moves a release from no traffic to all of it. */
export const deployment = [
  ...define("canary-deployment", [
    [
      "canary-deploy",
      "Deploy to canary environment",
      {
        needed: ["always"],
        coveredBy: [
          resource(ALIAS, "production-canary"),
          CANARY_WEIGHT,
          policy("traffic-pair"),
          policy("rollout-plan"),
        ],
        severity: "critical",
        remedy: "Name the release under releases.canary and apply it at 0 %.",
      },
    ],
    [
      "canary-verify-health",
      "Verify deployment health",
      {
        needed: ["start"],
        coveredBy: [
          resource("aws:route53/healthCheck:HealthCheck", "traffic-canary"),
          rule("version probe"),
        ],
        severity: "critical",
        remedy:
          "See that the canary host answers 200 with the release's version, and its entry point 200.",
      },
    ],
    [
      "canary-error-rates",
      "Monitor error rates",
      {
        needed: ["25"],
        coveredBy: [],
        severity: "critical",
        remedy: "Find what fails in the canary, and roll it back where that is not soon done.",
      },
    ],
    [
      "canary-performance",
      "Check performance metrics",
      {
        needed: ["25"],
        coveredBy: [],
        severity: "high",
        remedy: "Find what is slow in the canary, and wait for enough requests to compare.",
      },
    ],
    [
      "canary-user-flows",
      "Validate user flows",
      {
        needed: ["25"],
        coveredBy: [verified],
        severity: "high",
        remedy: "Run the browser tests against the canary host while it takes its first traffic.",
      },
    ],
  ]),
  ...define("gradual-rollout", [
    ["roll-25", "Increase traffic to 25%", traffic("25")],
    ["roll-soak-15m", "Monitor for 15 minutes", soak("50")],
    ["roll-50", "Increase traffic to 50%", traffic("50")],
    ["roll-soak-30m", "Monitor for 30 minutes", soak("75")],
    ["roll-75", "Increase traffic to 75%", traffic("75")],
    ["roll-soak-1h", "Monitor for 1 hour", soak("100")],
    ["roll-100", "Increase traffic to 100%", traffic("100")],
  ]),
  ...define("full-rollout", [
    [
      "full-promote",
      "Promote canary to production",
      {
        needed: ["promote"],
        coveredBy: [
          resource(ALIAS, "production-public"),
          rule("release-changed"),
          policy("rollout-transition"),
          attested,
        ],
        severity: "critical",
        secondPerson: true,
        remedy: "Have somebody else than its author approve the release for everyone.",
      },
    ],
    [
      "full-dns",
      "Update DNS records",
      {
        needed: ["always", "finish"],
        coveredBy: [
          resource(RECORD, "traffic-stable"),
          CANARY_WEIGHT,
          resource(DNS, "traffic-public"),
          policy("traffic-pair"),
          verified,
        ],
        severity: "critical",
        remedy: "See that the public host resolves to the weighted name, and that to both legs.",
      },
    ],
    [
      "full-ssl",
      "Verify SSL certificates",
      {
        needed: ["always", "finish"],
        coveredBy: [
          resource("aws:acm/certificate:Certificate", "canary"),
          resource("aws:acm/certificateValidation:CertificateValidation", "canary"),
          policy("certificates"),
          verified,
        ],
        severity: "critical",
        remedy:
          "See that both legs show a valid certificate of the public host, not soon to expire.",
      },
    ],
    [
      "full-critical-flows",
      "Test all critical user flows",
      {
        needed: ["finish"],
        coveredBy: [policy("synthetic-checks"), verified],
        severity: "critical",
        remedy: "Run the critical flows against the public host.",
      },
    ],
    [
      "full-monitor-perf",
      "Monitor application performance",
      {
        needed: ["finish"],
        coveredBy: [
          resource("datadog:index/dashboard:Dashboard", "monitoring"),
          resource("datadog:index/serviceLevelObjective:ServiceLevelObjective", "monitoring"),
          verified,
        ],
        severity: "high",
        remedy: "Look at the dashboard: response times and the objective must be as before.",
      },
    ],
  ]),
];

function traffic(stage: "25" | "50" | "75" | "100") {
  return {
    needed: [stage],
    coveredBy: [
      CANARY_WEIGHT,
      rule("stage-skipped"),
      policy("rollout-transition"),
      policy("rollout-halted"),
    ],
    severity: "high",
    remedy: `Write percentage: "${stage}" after the stage before it, and apply it.`,
  } as const;
}

function soak(stage: "50" | "75" | "100") {
  return {
    needed: [stage],
    coveredBy: [rule("soak"), policy("rollout-soak")],
    severity: "high",
    remedy: "Wait until the stage has held for its time with no monitor in alert.",
  } as const;
}
