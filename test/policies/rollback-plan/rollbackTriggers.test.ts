import policy from "../../../policies/rollback-plan/rollbackTriggers.ts";
import { finished, OLD } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const monitor = (key: string) => being("datadog:index/monitor:Monitor", `monitoring-${key}`);
const check = being("datadog:index/syntheticsTest:SyntheticsTest", "monitoring-public-sign-in");

describePolicy(
  policy,
  [
    [
      "an error rate that nobody sees",
      { resources: without(monitor("error-rate")) },
      /nothing watches: error rate above 5 % \(error-rate\)/,
    ],
    [
      "a canary that is compared with nothing",
      { resources: without(monitor("latency-ratio")) },
      /nothing watches: response time above 2x the baseline/,
    ],
    [
      "a broken flow that nobody sees",
      { resources: without(check) },
      /nothing watches: critical functionality broken \(public-sign-in\)/,
    ],
    [
      "data that nobody reconciles",
      { resources: without(monitor("data-integrity")) },
      /nothing watches: data integrity issue/,
    ],
    [
      "findings that nobody sees",
      { resources: without(monitor("security-findings")) },
      /nothing watches: security vulnerability/,
    ],
    [
      "monitors of which it is not known yet what they are",
      { resources: changing(monitor("error-rate"), { tags: UNKNOWN }) },
      /cannot be judged: tags is not known yet/,
    ],
  ],
  [
    [
      "one release alone, which is compared with none",
      {
        record: finished({ stable: OLD, canary: OLD }),
        resources: without(monitor("latency-ratio")),
      },
    ],
  ],
);
