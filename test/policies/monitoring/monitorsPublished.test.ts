import assert from "node:assert/strict";
import policy from "../../../policies/monitoring/monitorsPublished.ts";
import { finished, OLD } from "../../rollout/build.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, judged, UNKNOWN, without } from "../judged.ts";

const MONITOR = "datadog:index/monitor:Monitor";
const payments = being(MONITOR, "monitoring-payments");
const ratio = being(MONITOR, "monitoring-latency-ratio");
const newErrors = being(MONITOR, "monitoring-new-errors");

describePolicy(
  policy,
  [
    ["a stack without one", { resources: without(payments) }, /0 monitors are tagged as payments/],
    [
      "a second one of a kind",
      { resources: (sound) => [...sound, ...sound.filter(payments)] },
      /2 monitors are tagged as payments, not 1/,
    ],
    [
      "a check that is not there",
      {
        resources: without(
          being("datadog:index/syntheticsTest:SyntheticsTest", "monitoring-canary-api"),
        ),
      },
      /0 monitors are tagged as canary-api/,
    ],
    [
      "one of another stack",
      { resources: changing(payments, { tags: ["canary_stack:canary/other"] }) },
      /0 monitors are tagged as payments/,
    ],
    [
      "a draft",
      { resources: changing(payments, { draftStatus: "draft" }) },
      /monitoring-payments is a draft/,
    ],
    [
      "one that may be a draft",
      { resources: changing(payments, { draftStatus: UNKNOWN }) },
      /cannot be judged: draftStatus is not known yet/,
    ],
  ],
  [
    [
      "one release alone, which is compared with none",
      {
        record: finished({ stable: OLD, canary: OLD }),
        resources: without((one) => ratio(one) || newErrors(one)),
      },
    ],
  ],
);

describe("the policy monitors-published", () => {
  it("asks for no monitor of what a team is without", () => {
    const resources = without((one) => payments(one) || newErrors(one));
    const none = { none: "not in use" };
    const config = { "monitoring.errorTracking": none, "monitoring.metrics.payments": none };
    assert.deepEqual(judged(policy, { resources, config }), []);
  });
});
