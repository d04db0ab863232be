import { attested, halts, policy, rollsBack, verified } from "../coverage.ts";
import { define, type Said } from "./define.ts";

/** What calls for a roll back, how it is done, and how to verify that it worked. */
export const rollbackPlan = [
  ...define("trigger-conditions", [
    ["trig-error-5pct", "Error rate exceeds 5%", trigger()],
    ["trig-latency-2x", "Response time exceeds 2x baseline", trigger()],
    ["trig-critical-broken", "Critical functionality broken", trigger()],
    ["trig-data-integrity", "Data integrity issues detected", trigger()],
    ["trig-security-vuln", "Security vulnerabilities discovered", trigger()],
  ]),
  ...define("rollback-steps", [
    [
      "rb-halt",
      "Halt deployment",
      {
        needed: ["always"],
        coveredBy: [halts, policy("rollout-halted")],
        severity: "critical",
        remedy: "Stop the release where it is: ./canary halt.",
      },
    ],
    [
      "rb-root-cause",
      "Identify root cause",
      {
        needed: ["roll back"],
        coveredBy: [attested],
        severity: "high",
        remedy:
          "Write down what went wrong and who mends it; the roll back does not wait for that.",
      },
    ],
    [
      "rb-execute",
      "Execute rollback script",
      {
        needed: ["always"],
        coveredBy: [rollsBack],
        severity: "critical",
        remedy: "Bring everyone back to the good release: ./canary rollback.",
      },
    ],
    [
      "rb-verify-success",
      "Verify rollback success",
      {
        needed: ["roll back"],
        coveredBy: [rollsBack, verified],
        severity: "critical",
        remedy:
          "Ask the public host which release it serves; run ./canary rollback again if it is not the good one.",
      },
    ],
    [
      "rb-monitor-health",
      "Monitor post-rollback health",
      byEvidence("high", "Watch the monitors until they have been well for 15 minutes."),
    ],
    [
      "rb-communicate",
      "Communicate status to stakeholders",
      {
        needed: ["roll back"],
        coveredBy: [policy("channels"), attested],
        severity: "high",
        remedy: "Notify the five groups of what happened, and bring the status page up to date.",
      },
    ],
  ]),
  ...define("rollback-verification", [
    [
      "rbv-previous-version",
      "Previous version deployed",
      byEvidence("critical", "Ask the public host which release it serves."),
    ],
    [
      "rbv-app-health",
      "Application health verified",
      byEvidence("critical", "See why the app's health does not answer."),
    ],
    [
      "rbv-user-flows",
      "User flows tested",
      byEvidence("high", "Run the critical flows against the public host."),
    ],
    [
      "rbv-performance",
      "Performance metrics restored",
      byEvidence("high", "Compare response times with those before the rollout."),
    ],
    [
      "rbv-error-rates",
      "Error rates normalized",
      byEvidence(
        "critical",
        "See what still fails: it may not be the release that was taken away.",
      ),
    ],
  ]),
];

function trigger(): Said {
  return {
    needed: ["always"],
    coveredBy: [policy("rollback-triggers"), rollsBack],
    severity: "critical",
    remedy: "Have the monitor declared; where it alerts, ./canary run or ./canary rollback.",
  };
}

function byEvidence(severity: Said["severity"], remedy: string): Said {
  return { needed: ["roll back"], coveredBy: [verified], severity, remedy };
}
