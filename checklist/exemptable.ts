/** Items that no exemption covers, and why not. */
interface Kept {
  /** What they are, in a word: `errors`. */
  readonly of: string;
  readonly why: string;
  readonly items: readonly string[];
}

/** What is never exempted, whoever approves. An approver may exempt everything else for a while. */
export const NEVER: readonly Kept[] = [
  {
    of: "errors",
    why: "a release that fails must not take more traffic",
    items: [
      "canary-error-rates",
      "perf-error-rate",
      "alert-error-warn-1",
      "alert-error-crit-5",
      "alert-db-errors-crit",
      "alert-redis-crit",
    ],
  },
  {
    of: "health",
    why: "visitors are sent to what answers, under a certificate that holds",
    items: [
      "test-health-endpoints",
      "canary-verify-health",
      "post-app-health",
      "full-dns",
      "full-ssl",
    ],
  },
  {
    of: "data integrity",
    why: "what is written wrongly stays, whatever is rolled back",
    items: ["env-db-migrations", "trig-data-integrity"],
  },
  {
    of: "payments",
    why: "a payment that is lost or taken twice is the customer's",
    items: ["test-payments", "ux-payments"],
  },
  {
    of: "going back",
    why: "a roll back, a halt and what calls for them must work when they are needed",
    items: [
      "trig-error-5pct",
      "trig-critical-broken",
      "trig-security-vuln",
      "rb-halt",
      "rb-root-cause",
      "rb-execute",
      "rb-verify-success",
      "rb-monitor-health",
      "rb-communicate",
      "rbv-previous-version",
      "rbv-app-health",
      "rbv-user-flows",
      "rbv-performance",
      "rbv-error-rates",
    ],
  },
  {
    of: "the first stage and the last",
    why: "a release begins with few visitors, and everyone has met it before it is stable",
    items: ["canary-deploy", "roll-100"],
  },
  {
    of: "what is declared",
    why: "policies require it at each update; a team without one says `none` in config",
    items: [
      "env-staging-vars",
      "mon-apm-dashboard",
      "mon-user-experience",
      "stake-dev",
      "stake-ops",
      "stake-product",
      "stake-support",
      "stake-exec",
      "chan-slack",
      "chan-email",
      "chan-sms-critical",
      "chan-status-page",
      "clean-artifacts",
      "clean-archive-logs",
      "contact-deploy-lead",
      "contact-ops-lead",
      "contact-security-lead",
      "vendor-vercel",
      "vendor-database",
      "vendor-third-party",
    ],
  },
];

/** Whether a listed approver may exempt an item for a while. */
export function isExemptable(item: string): boolean {
  return !NEVER.some(({ items }) => items.includes(item));
}
