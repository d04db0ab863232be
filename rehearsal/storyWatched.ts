import { STAGES } from "./ground.ts";
import type { DatadogOrders } from "./datadogApi/index.ts";
import type { Release } from "./stackFile.ts";
import { quick, stepsOf, type Cast, type Step } from "./step.ts";

/** A plan as config has it, with a soak at 25 % that is long enough to look on. */
const LONG = STAGES.map((percentage) => ({
  percentage,
  soak: percentage === 25 ? "60s" : "1s",
}));
const WATCH = ["run", "--yes", "--every", "1"];
const REQUESTS = 5000;

/** What Datadog shows while somebody looks on, and while nobody does. */
export function watched({ good, alerting, silent, hosts }: Cast): Step[] {
  const { up, serving, rollout } = stepsOf({ hosts });
  const errorRate = (release: Release, state: "Alert" | "OK", value: number) => {
    const group = `version:${release.version}`;
    return (datadog: DatadogOrders) => {
      datadog.setMonitorState("error-rate", { state, group, value });
    };
  };
  const [prepare, ...stages] = rollout(good, alerting, [10, 25]);
  if (!prepare) return [];
  return [
    ...quick([
      { ...prepare, does: { edit: { canary: alerting, set: { plan: LONG } } } },
      ...stages,
    ]),
    ...quick([
      {
        ...up(
          `${alerting.version} fails, 50 % is refused`,
          { percentage: 50 },
          {
            ...serving(25, good, alerting),
            code: "failure",
            says: /gate: the gate is closed: Error rate [^;]*/,
          },
        ),
        before: errorRate(alerting, "Alert", 6.2),
      },
    ]),
    {
      title: `${alerting.version} recovers, then fails in a run`,
      stack: "production",
      does: { canary: WATCH },
      before: errorRate(alerting, "OK", 0.2),
      meanwhile: {
        said: /soak: .* since a monitor recovered/,
        then: errorRate(alerting, "Alert", 8.4),
      },
      expected: {
        ...serving(0, good, good),
        code: 4,
        says: /rolled back by itself: [^]*?requests/,
      },
    },
    ...quick(rollout(good, silent, [10])),
    {
      title: `${silent.version} without data, then with it`,
      stack: "production",
      does: { canary: [...WATCH, "--until", "25"] },
      before: (datadog) => {
        datadog.setRequests(silent.version, "no data");
      },
      meanwhile: {
        said: /gate is inconclusive/,
        then: (datadog) => {
          datadog.setRequests(silent.version, REQUESTS);
        },
      },
      expected: { ...serving(25, good, silent), says: /the gate is inconclusive: [^;\n]*/ },
    },
    ...quick([up(`take ${silent.version} back`, { percentage: 0 }, serving(0, good, good))]),
  ];
}
