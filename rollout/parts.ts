/** What a team may be without, as people call it. */
export const PARTS = {
  database: "database",
  redis: "Redis",
  thirdParties: "calls to third parties",
  cpu: "CPU of the app",
  memory: "memory of the app",
  integrity: "data reconciliation",
  security: "security scans of a release",
  paymentMetrics: "count of payments",
  checkoutMetrics: "count of checkouts",
  errorTracking: "Error Tracking",
  runbook: "address of a runbook",
  checks: "synthetic tests",
  api: "API",
  signIn: "sign-in",
  payment: "payments",
  realtime: "real-time connections",
  assets: "pages and assets",
  slack: "Slack",
  email: "alerts by mail",
  sms: "text messages",
  statusPage: "status page",
  customers: "notice to customers",
  development: "development team",
  operations: "operations team",
  product: "product team",
  support: "support team",
  executive: "executive team",
  vercelSupport: "contact at Vercel",
  databaseSupport: "contact for the database",
  thirdPartySupport: "contact at third parties",
  secondPerson: "second person",
  aws: "AWS integration at Datadog",
  archive: "archive of logs",
} as const;

export type Part = keyof typeof PARTS;

/** Why there is no such part: `none: "reason"` in config. */
export interface Absent {
  readonly none: string;
}

/** The parts that a team is without, each with the reason. */
export type Absences = Readonly<Partial<Record<Part, string>>>;

/** A part, where it is there. */
export function present<T>(part: T): Exclude<T, Absent> | undefined {
  return isAbsent(part) ? undefined : (part as Exclude<T, Absent>);
}

/** Whether a part is not there. */
export function isAbsent(part: unknown): part is Absent {
  return typeof part === "object" && part !== null && "none" in part;
}
