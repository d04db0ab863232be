import { z } from "zod";
import { name, named } from "./names.ts";
import { orNone, reason } from "./none.ts";

/** What the app calls its metrics, where config gives no other name. */
export const USUAL = {
  cpu: "app.cpu.percent",
  memory: "app.memory.percent",
  integrity: "app.integrity.violations",
  security: "app.security.findings",
  payments: { attempted: "app.payments.attempted", failed: "app.payments.failed" },
  checkouts: { started: "app.checkouts.started", completed: "app.checkouts.completed" },
} as const;

/** The keys of all metrics. */
export const METRICS = Object.keys(USUAL);

/** The metrics that the app sends, under the names above where absent. */
export const metrics = z.strictObject({
  /** The CPU that the app uses, in percent of what it may. */
  cpu: orNone(named(USUAL.cpu)).optional(),
  /** The memory that the app uses, in percent of what it may. */
  memory: orNone(named(USUAL.memory)).optional(),
  /** How many faults reconciliation found in the data; 0 is well. */
  integrity: orNone(named(USUAL.integrity)).optional(),
  /** How many open findings a security scan has of a release, with the tag `version`; 0 is well. */
  security: orNone(named(USUAL.security)).optional(),
  /** Two counts of payments. */
  payments: orNone(
    z.strictObject({
      /** Payments that were tried. */
      attempted: name(USUAL.payments.attempted),
      /** Those that failed for another reason than the customer's. */
      failed: name(USUAL.payments.failed),
    }),
  ).optional(),
  /** Two counts of checkouts. */
  checkouts: orNone(
    z.strictObject({
      /** Checkouts that were begun. */
      started: name(USUAL.checkouts.started),
      /** Those that became an order. */
      completed: name(USUAL.checkouts.completed),
    }),
  ).optional(),
  /** Why the app sends none of the metrics that are not here. Without a reason, they have their usual names. */
  none: reason.optional(),
});

/** Every metric by its name, the usual one where there is no reason why it is not sent. */
export function wholeMetrics(read: z.output<typeof metrics>, outer: string | undefined) {
  const { none: why = outer, ...own } = read;
  const metric = <K extends keyof typeof USUAL>(key: K) =>
    own[key] ?? (why === undefined ? USUAL[key] : { none: why });
  return {
    cpu: metric("cpu"),
    memory: metric("memory"),
    integrity: metric("integrity"),
    security: metric("security"),
    payments: metric("payments"),
    checkouts: metric("checkouts"),
  };
}
