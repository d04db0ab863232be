import { APP_DELAY, type Definitions, type Subject } from "./definition.ts";
import { count, highest, metricAlert, percent } from "./query.ts";

/** What the business notices: its data, its safety, its payments and its orders. */
export function business({ watched, thresholds, tags }: Subject): Definitions {
  const { metrics } = watched;
  const { integrity, security, payments, checkouts } = metrics;
  return {
    ...(integrity !== undefined && {
      "data-integrity": {
        alert: metricAlert(
          highest(integrity, tags),
          { over: "5m", by: "max" },
          { is: ">", critical: 0 },
        ),
        silence: "notify",
        priority: 1,
        means: "Reconciliation found {{value}} records that do not agree, or did not run.",
        todo: "Roll back at once: ./canary rollback. Then keep what was written, for the repair.",
        delay: APP_DELAY,
      },
    }),
    ...(security !== undefined && {
      "security-findings": {
        // Of each release apart: what a scan finds is in a release's code, and stays there.
        alert: metricAlert(
          highest(security, tags, ["version"]),
          { over: "1d", by: "max" },
          { is: ">", critical: 0 },
        ),
        silence: "show",
        priority: 1,
        means: "A security scan found {{value}} open vulnerabilities in {{version.name}}.",
        todo: "Call the security lead. Where the canary brings it, roll back: ./canary rollback.",
        delay: APP_DELAY,
      },
    }),
    ...(payments && {
      payments: {
        alert: metricAlert(
          percent(count(payments.failed, tags), count(payments.attempted, tags)),
          { over: "5m", by: "sum" },
          { is: ">", ...thresholds.payments },
        ),
        silence: "nought",
        priority: 1,
        means: "{{value}} % of the payments failed for a reason that is not the customer's.",
        todo: "See the processor's status page. Where it is the canary, roll back: ./canary rollback.",
        delay: APP_DELAY,
      },
    }),
    ...(checkouts && {
      checkouts: {
        alert: metricAlert(
          percent(count(checkouts.completed, tags), count(checkouts.started, tags)),
          { over: "5m", by: "sum" },
          { is: "<", ...thresholds.checkouts },
        ),
        silence: "notify",
        priority: 2,
        means: "Only {{value}} % of the checkouts that were begun became an order.",
        todo: "Buy something yourself on both releases. Halt the rollout meanwhile: ./canary halt.",
        delay: APP_DELAY,
      },
    }),
  };
}
