import { APP_DELAY, type Definitions, type Subject } from "./definition.ts";
import { count, metricAlert, newErrorsAlert, p95, percent } from "./query.ts";

const BY_RELEASE = ["version"];
const ROLL_BACK = "If it is the canary's, roll back: ./canary rollback.";

/** What users meet: errors and response times, of each release apart. */
export function traffic({ metrics, thresholds, tags, versions }: Subject): Definitions {
  const { calls, errors, time } = metrics.requests;
  const latency = thresholds.latency;
  const observed = {
    requests: {
      alert: metricAlert(count(calls, tags), { over: "5m", by: "sum" }, { is: "<", critical: 1 }),
      silence: "notify",
      priority: 1,
      means: "No request was measured for five minutes: nobody is served, or nothing is measured.",
      todo: "Open the site. If it answers, look at how its traces or logs get to Datadog.",
      delay: APP_DELAY,
    },
    "error-rate": {
      alert: metricAlert(
        percent(count(errors, tags, BY_RELEASE), count(calls, tags, BY_RELEASE)),
        { over: "5m", by: "sum" },
        { is: ">", ...thresholds.errorRate },
      ),
      // Releases stop when they are replaced: nobody is to be woken for that.
      silence: "show",
      priority: 1,
      means: "{{value}} % of the requests to {{version.name}} failed in the last five minutes.",
      todo: ROLL_BACK,
      delay: APP_DELAY,
    },
    latency: {
      alert: metricAlert(
        p95(time.distribution, tags, BY_RELEASE),
        { over: "5m", by: "percentile" },
        {
          is: ">",
          warning: (latency.warning / 1000) * time.perSecond,
          critical: (latency.critical / 1000) * time.perSecond,
        },
      ),
      silence: "show",
      priority: 1,
      means: `One request to {{version.name}} in twenty took longer than {{value}} ${unit(time.perSecond)}.`,
      todo: ROLL_BACK,
      delay: APP_DELAY,
    },
  } satisfies Definitions;
  if (!versions) return observed;

  const of = (version: string) => p95(time.distribution, { ...tags, version });
  return {
    ...observed,
    "latency-ratio": {
      alert: metricAlert(
        `${of(versions.canary)} / ${of(versions.stable)}`,
        { over: "5m", by: "avg" },
        { is: ">", ...thresholds.latencyRatio },
      ),
      // At 100 % stable has no traffic to compare with.
      silence: "show",
      priority: 1,
      means: "The canary answers {{value}} times as slowly as stable.",
      todo: "Roll back: ./canary rollback.",
      delay: APP_DELAY,
    },
    "new-errors": {
      alert: newErrorsAlert({ ...tags, version: versions.canary }, "5m", { is: ">=", critical: 1 }),
      silence: "nought",
      priority: 2,
      means: "The canary raises an error that no release raised before.",
      todo: "Read the issue in Error Tracking. Halt the rollout where it is new: ./canary halt.",
      delay: APP_DELAY,
    },
  };
}

function unit(perSecond: number): string {
  return perSecond === 1 ? "s" : "ms";
}
