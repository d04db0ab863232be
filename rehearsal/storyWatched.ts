import { STAGES } from "./ground.ts";
import type { DatadogOrders } from "./datadogApi/index.ts";
import { quick, stepsOf, tookBack, type Cast, type Story } from "./step.ts";

/** A plan as config has it, with a soak at 25 % that is long enough to see it start again. */
const LONG = STAGES.map((percentage) => ({
  percentage,
  soak: percentage === 25 ? "10s" : "1s",
}));
const WATCH = ["run", "--yes", "--every", "1"];
const REQUESTS = 5000;

/** What Datadog shows while somebody looks on, and while nobody does. */
export function watched(cast: Cast): Story[] {
  return [fails(cast), silent(cast), recovers(cast)];
}

function fails({ good, alerting, hosts }: Cast): Story {
  const { up, serving, rollout } = stepsOf({ hosts });
  const errorRate = (value: number) => (datadog: DatadogOrders) => {
    const group = `version:${alerting.version}`;
    datadog.setMonitorState("error-rate", { state: "Alert", group, value });
  };
  return {
    title: `${alerting.version} alerts at 25 %`,
    shows:
      "Its error rate passes 5 %: the next stage is refused, with the numbers, and nothing moves.\n" +
      "./canary run then rolls it back by itself.",
    steps: [
      ...quick(rollout(good, alerting, [10, 25])),
      ...quick([
        {
          ...up(
            `${alerting.version} at 50 % is refused`,
            { percentage: 50 },
            {
              ...serving(25, good, alerting),
              code: "failure",
              says: /gate: the gate is closed: Error rate [^;\n]*/g,
            },
          ),
          before: errorRate(6.2),
        },
      ]),
      {
        title: `${alerting.version} is rolled back by itself`,
        stack: "production",
        does: { canary: WATCH },
        meanwhile: {
          said: /takes 25 %/,
          what: "the error rate of 8.4 % at Datadog",
          then: errorRate(8.4),
        },
        expected: {
          ...serving(0, good, good),
          code: 4,
          says: /rolled back by itself: [^]*?requests/g,
        },
        owes: tookBack(alerting),
      },
    ],
  };
}

function silent({ good, silent: release, hosts }: Cast): Story {
  const { serving, rollout } = stepsOf({ hosts });
  const [prepare, ...stages] = rollout(good, release, [10]);
  if (!prepare) throw new Error("a rollout begins with a prepare");
  return {
    title: `${release.version} has no data at 10 %`,
    shows:
      "Datadog knows nothing of it: that is no good news. The run waits where it is, and goes on once\n" +
      "there are numbers.",
    steps: [
      ...quick([
        { ...prepare, does: { edit: { canary: release, set: { plan: LONG, rollback: null } } } },
        ...stages,
      ]),
      {
        title: `${release.version} without data, then with it`,
        shows: { release, attested: [] },
        stack: "production",
        does: { canary: [...WATCH, "--until", "25"] },
        before: (datadog) => {
          datadog.setRequests(release.version, "no data");
        },
        meanwhile: {
          said: /gate is inconclusive/,
          what: "the first data at Datadog",
          then: (datadog) => {
            datadog.setRequests(release.version, REQUESTS);
          },
        },
        expected: {
          ...serving(25, good, release),
          says: /the gate is inconclusive: [^;\n]*|done: [^\n]*/g,
        },
      },
    ],
  };
}

function recovers({ good, silent: release, hosts }: Cast): Story {
  const { up, serving } = stepsOf({ hosts });
  const database = (state: "Alert" | "OK", value: number) => (datadog: DatadogOrders) => {
    datadog.setMonitorState("database-errors", { state, value });
  };
  return {
    title: `${release.version} recovers at 25 %`,
    shows:
      "The database alerts, which is no trigger: the release is held. When it is well again the soak of\n" +
      "25 % starts again, and only after it does the release rise.",
    steps: [
      {
        title: `${release.version} is held, then goes on`,
        stack: "production",
        does: { canary: [...WATCH, "--until", "50"] },
        before: database("Alert", 12),
        meanwhile: {
          said: /gate is closed/,
          what: "the recovery at Datadog, soak included,",
          then: database("OK", 0),
        },
        expected: {
          ...serving(50, good, release),
          says: /the gate is closed: [^;\n]*|soak: [^\n]*since a monitor recovered[^\n]*|done: [^\n]*/g,
        },
      },
      ...quick([
        {
          ...up(`take ${release.version} back`, { percentage: 0 }, serving(0, good, good)),
          owes: tookBack(release),
        },
      ]),
    ],
  };
}
