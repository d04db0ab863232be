import { z } from "zod";
import { name, named } from "./names.ts";
import { orNone, reason } from "./none.ts";

/** What the app calls its metrics, where config gives no other name. */
const USUAL = {
  cpu: "app.cpu.percent",
  memory: "app.memory.percent",
  integrity: "app.integrity.violations",
  security: "app.security.findings",
  payments: { attempted: "app.payments.attempted", failed: "app.payments.failed" },
  checkouts: { started: "app.checkouts.started", completed: "app.checkouts.completed" },
} as const;

/** The metrics that the app sends, under the names above where absent. */
export const metrics = z.strictObject({
  /** CPU in percent of what it may use. */
  cpu: orNone(named(USUAL.cpu)).optional(),
  /** Memory in percent of what it may use. */
  memory: orNone(named(USUAL.memory)).optional(),
  /** What reconciliation found wrong; 0 is well. */
  integrity: orNone(named(USUAL.integrity)).optional(),
  /** What a scan found open in a release, with its `version`; 0 is well. */
  security: orNone(named(USUAL.security)).optional(),
  /** Payments tried, and those that failed for another reason than the customer's. */
  payments: orNone(
    z.strictObject({
      attempted: name(USUAL.payments.attempted),
      failed: name(USUAL.payments.failed),
    }),
  ).optional(),
  /** Checkouts begun, and those that became an order. */
  checkouts: orNone(
    z.strictObject({
      started: name(USUAL.checkouts.started),
      completed: name(USUAL.checkouts.completed),
    }),
  ).optional(),
  /** Why the app sends none of those that are not here. */
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
