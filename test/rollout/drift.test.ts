import assert from "node:assert/strict";
import { driftOf, NO_DRIFT } from "../../rollout/drift.ts";
import type { TrafficFacts } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Request } from "../../rollout/request.ts";
import { settingsOf, type TrafficSetting } from "../../rollout/traffic.ts";
import { facts, NEW, record, request, rolling, rules, said } from "./build.ts";

const AT_25 = rolling(25);

/** What the clouds have for a record, but for these weights and aliases. */
function but(of: RolloutRecord, ...others: TrafficSetting[]): TrafficSetting[] {
  const is = (one: TrafficSetting) => (other: TrafficSetting) =>
    one.kind === other.kind && one.of === other.of;
  return [...settingsOf(of).filter((one) => !others.some(is(one))), ...others];
}

const weight = (of: string, value?: number): TrafficSetting => ({ kind: "weight", of, value });
const alias = (of: string, value?: string): TrafficSetting => ({ kind: "alias", of, value });

describe("what routes traffic, beside the record", () => {
  it("is no drift where it is what the record says", () => {
    for (const one of [record(), AT_25, rolling(100)])
      assert.deepEqual(driftOf(one, settingsOf(one), "now"), []);
  });

  it("says both weights' shares, and the stage that comes next from there", () => {
    assert.deepEqual(
      driftOf(AT_25, but(AT_25, weight("stable", 100), weight("canary", 0)), "now"),
      [
        "the canary has 0 % now and 25 % in the record: weights stable 100 (75 in the record), canary 0 (25 in the record); the next stage from 0 % is 10 %",
      ],
    );
    assert.deepEqual(driftOf(AT_25, but(AT_25, weight("stable", 25)), "in the state"), [
      "the canary has 50 % in the state and 25 % in the record: weights stable 25 (75 in the record)",
    ]);
  });

  it("is another sum of weights too, and a record that is gone", () => {
    const double = but(AT_25, weight("stable", 150), weight("canary", 50));
    assert.match(driftOf(AT_25, double, "now").join(), /^the canary has 25 % now and 25 %/);
    const gone = settingsOf(AT_25).filter(({ of }) => of !== "canary" && of !== "canary's origin");
    const message = driftOf(AT_25, gone, "now").join("\n");
    assert.match(message, /^the canary has 0 % now .* canary nothing \(25 in the record\)/);
    assert.match(
      message,
      /the canary's origin points at nothing now and at dpl_150 in the record$/,
    );
  });

  it("is an alias that points elsewhere", () => {
    assert.deepEqual(driftOf(AT_25, but(AT_25, alias("public host", "dpl_139")), "now"), [
      "the public host points at dpl_139 now and at dpl_140 in the record",
    ]);
  });

  it("is reported of each further public host by its name, one that has nothing yet too", () => {
    const both = [...settingsOf(AT_25), ...settingsOf(AT_25, "eu")];
    assert.deepEqual(driftOf(AT_25, both, "now", ["eu"]), []);
    const moved = both.filter(({ host, of }) => host !== "eu" || of !== "public host");
    assert.deepEqual(driftOf(AT_25, moved, "now"), [
      "eu: the public host points at nothing now and at dpl_140 in the record",
    ]);
    assert.match(
      driftOf(AT_25, settingsOf(AT_25), "in the state", ["eu"]).join("\n"),
      /^eu: the canary has 0 % in the state and 25 % in the record.*\neu: the public host/,
    );
  });

  const INCREASES: readonly [string, RolloutRecord, Partial<Request>][] = [
    ["start", record(), { percentage: 10 }],
    ["advance", AT_25, { percentage: 50 }],
    ["promote", rolling(100), { stable: NEW }],
  ];
  const READABLE: readonly [string, Partial<TrafficFacts>, RegExp][] = [
    ["drift", { drift: ["the canary has 0 % now"] }, /pulumi up --refresh at percentage: \d+ /],
    ["pending", { pending: ["updating traffic-canary"] }, /cut off while updating traffic-canary/],
    ["traffic-unknown", { unknown: ["no answer"] }, /no answer; nothing increases on missing data/],
  ];
  for (const [transition, of, asks] of INCREASES)
    for (const [rule, given, text] of READABLE)
      it(`passes no ${transition}: ${rule}`, () => {
        const judged = judge(of, request(of, asks), facts({ traffic: { ...NO_DRIFT, ...given } }));
        assert.equal(judged.transition, transition);
        assert.deepEqual(rules(judged), [rule]);
        assert.match(said(judged).join(), text);
      });

  it("stands in no other's way", () => {
    const traffic = { drift: ["a weight"], pending: ["updating it"], unknown: ["no answer"] };
    const passes: [RolloutRecord, Partial<Request>][] = [
      [AT_25, {}],
      [AT_25, { percentage: 0 }],
      [AT_25, { percentage: 10 }],
      [rolling(10, { stable: NEW, canary: NEW }), { percentage: 0 }],
    ];
    for (const [of, asks] of passes)
      assert.deepEqual(said(judge(of, request(of, asks), facts({ traffic }))), []);
  });
});
