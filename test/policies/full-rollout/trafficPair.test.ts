import assert from "node:assert/strict";
import policy from "../../../policies/full-rollout/trafficPair.ts";
import { describePolicy } from "../describe.ts";
import { beside, being, changing, judged, UNKNOWN, without } from "../judged.ts";

const RECORD = "aws:route53/record:Record";
const stable = being(RECORD, "traffic-stable");
const canary = being(RECORD, "traffic-canary");
const weight = (weight: unknown) => ({ weightedRoutingPolicies: [{ weight }] });

describePolicy(
  policy,
  [
    ["a stack without the canary's record", { resources: without(canary) }, /0 records of canary/],
    ["a stack without stable's record", { resources: without(stable) }, /0 records of stable/],
    [
      "two records of a leg",
      { resources: (sound) => [...sound, ...sound.filter(canary)] },
      /there are 2 records of canary, not 1/,
    ],
    [
      "a further public host without records",
      { config: { "hosts.others": { eu: { public: "eu.example.com" } } } },
      /1 names answer by weight, and there are 2 public hosts/,
    ],
    [
      "a further public host with other weights than the record's",
      {
        config: { "hosts.others": { eu: { public: "eu.example.com" } } },
        resources: (sound) => [
          ...sound,
          ...changing(canary, { name: "eu", ...weight(25) })(sound).filter(canary),
          ...changing(stable, { name: "eu" })(sound).filter(stable),
        ],
      },
      /eu: canary has weight 25, and the record says 10/,
    ],
    [
      "weights that add up to more than 100",
      { resources: changing(stable, weight(100)) },
      /stable has weight 100, and the record says 90/,
    ],
    [
      "another weight than the record's",
      { resources: changing(canary, weight(25)) },
      /canary has weight 25, and the record says 10/,
    ],
    [
      "an answer kept too long",
      { resources: changing(stable, { ttl: 300 }) },
      /TTL of stable is 300 s/,
    ],
    [
      "an answer kept for nobody knows how long",
      { resources: changing(stable, { ttl: undefined }) },
      /TTL/,
    ],
    [
      "a canary without a health check",
      { resources: changing(canary, { healthCheckId: undefined }) },
      /the canary's record has no health check/,
    ],
    [
      "a weight that is not known yet",
      { resources: changing(canary, weight(UNKNOWN)) },
      /cannot be judged: weightedRoutingPolicies\.0\.weight is not known yet/,
    ],
  ],
  [
    [
      "a health check that is made by this update",
      { resources: changing(canary, { healthCheckId: UNKNOWN }) },
    ],
    [
      "records that have no weight",
      { resources: beside({ type: RECORD, name: "mail", props: { type: "MX", ttl: 3600 } }) },
    ],
  ],
);

describe("the policy traffic-pair", () => {
  it("says of a record that cannot be read where the weights are not what is requested", () => {
    const resources = changing(canary, weight(20));
    assert.match(
      judged(policy, { record: { schema: 99 }, resources }).join(),
      /advisory: canary has weight 20, and the record says 0$/,
    );
  });

  it("stops no fall to 0 % with a record that cannot be read", () => {
    const both = (sound: Parameters<ReturnType<typeof changing>>[0]) =>
      changing(stable, { ...weight(100), ttl: 300 })(changing(canary, weight(0))(sound));
    assert.deepEqual(judged(policy, { record: { schema: 99 }, resources: both }), [
      "advisory: the TTL of stable is 300 s, 60 at most",
    ]);
  });
});
