import { APP_DELAY, type Definitions, type Subject } from "./definition.ts";
import { count, highest, metricAlert, percent } from "./query.ts";

/** What the business notices: its data, its safety, its payments and its orders. */
export function business({ watched, thresholds, tags }: Subject): Definitions {
  const { metrics } = watched;
  return {
    "data-integrity": {
      alert: metricAlert(
        highest(metrics.integrity, tags),
        { over: "5m", by: "max" },
        { is: ">", critical: 0 },
      ),
      silence: "notify",
      priority: 1,
      means: "Reconciliation found {{value}} records that do not agree, or did not run.",
      todo: "Roll back at once: ./canary rollback. Then keep what was written, for the repair.",
      delay: APP_DELAY,
    },
    "security-findings": {
      // Of each release apart: what a scan finds is in a release's code, and stays there.
      alert: metricAlert(
        highest(metrics.security, tags, ["version"]),
        { over: "1d", by: "max" },
        { is: ">", critical: 0 },
      ),
      silence: "show",
      priority: 1,
      means: "A security scan found {{value}} open vulnerabilities in {{version.name}}.",
      todo: "Call the security lead. Where the canary brings it, roll back: ./canary rollback.",
      delay: APP_DELAY,
    },
    payments: {
      alert: metricAlert(
        percent(count(metrics.paymentsFailed, tags), count(metrics.paymentsAttempted, tags)),
        { over: "5m", by: "sum" },
        { is: ">", ...thresholds.payments },
      ),
      silence: "nought",
      priority: 1,
      means: "{{value}} % of the payments failed for a reason that is not the customer's.",
      todo: "See the processor's status page. Where it is the canary, roll back: ./canary rollback.",
      delay: APP_DELAY,
    },
    checkouts: {
      alert: metricAlert(
        percent(count(metrics.checkoutsCompleted, tags), count(metrics.checkoutsStarted, tags)),
        { over: "5m", by: "sum" },
        { is: "<", ...thresholds.checkouts },
      ),
      silence: "notify",
      priority: 2,
      means: "Only {{value}} % of the checkouts that were begun became an order.",
      todo: "Buy something yourself on both releases. Halt the rollout meanwhile: ./canary halt.",
      delay: APP_DELAY,
    },
  };
}
