import policy from "../../../policies/monitoring/syntheticChecks.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const CHECK = "datadog:index/syntheticsTest:SyntheticsTest";
const payment = being(CHECK, "monitoring-public-payment");

describePolicy(
  policy,
  [
    [
      "a stack without them",
      { resources: without(being(CHECK)) },
      /nothing checks the canary host: sign-in/,
    ],
    [
      "a flow that is not checked",
      { resources: without(payment) },
      /nothing checks the public host: payment/,
    ],
    [
      "a way in that is not checked",
      { resources: without(being(CHECK, "monitoring-canary-entry")) },
      /nothing checks the canary's entry point: health/,
    ],
    [
      "a further public host that nothing checks",
      { config: { "hosts.others": { eu: { public: "eu.example.com" } } } },
      /nothing checks the public host: health \(eu\)/,
    ],
    [
      "a check that is paused",
      { resources: changing(payment, { status: "paused" }) },
      /is not live/,
    ],
    [
      "a check from nowhere",
      { resources: changing(payment, { locations: [] }) },
      /runs from nowhere/,
    ],
    [
      "a check that may be paused",
      { resources: changing(payment, { status: UNKNOWN }) },
      /cannot be judged: status is not known yet/,
    ],
  ],
  [
    [
      "a stack that says why it has none",
      { resources: without(being(CHECK)), config: { "monitoring.checks": { none: "not bought" } } },
    ],
    [
      "an app without payments",
      {
        resources: without((one) => being(CHECK)(one) && one.name.endsWith("-payment")),
        config: { "monitoring.checks.payment": { none: "nothing is sold" } },
      },
    ],
  ],
);
