import assert from "node:assert/strict";
import { isUnreadable, type RolloutRecord } from "../../rollout/record.ts";
import {
  hasCanary,
  inPercent,
  isHalted,
  shareOf,
  trafficOf,
  weights,
} from "../../rollout/traffic.ts";
import { finished, haltedAs, NEW, OLD, promoted, record, rolledBack, rolling } from "./build.ts";
import { always } from "./property.ts";

const alone = record({ canary: OLD });
const halted = { halted: [haltedAs(NEW)] };

const CASES: readonly [string, RolloutRecord, stable: string, origin: string, host: string][] = [
  ["one release alone serves all hosts", alone, "dpl_140", "dpl_140", "dpl_140"],
  ["a prepared canary has the canary host alone", record(), "dpl_140", "dpl_140", "dpl_150"],
  ["a canary under way has the leg's origin too", rolling(50), "dpl_140", "dpl_150", "dpl_150"],
  ["a canary halted where it is keeps both", rolling(50, halted), "dpl_140", "dpl_150", "dpl_150"],
  [
    "a canary rolled back loses both to the stable one",
    rolledBack(),
    "dpl_140",
    "dpl_140",
    "dpl_140",
  ],
  ["a promoted release has all hosts", promoted(), "dpl_150", "dpl_150", "dpl_150"],
  ["a finished release has all hosts", finished(), "dpl_150", "dpl_150", "dpl_150"],
  [
    "the next one that is prepared has the canary host alone",
    finished({ canary: OLD }),
    "dpl_150",
    "dpl_150",
    "dpl_140",
  ],
];

describe("traffic", () => {
  for (const [says, of, stable, origin, canaryHost] of CASES) {
    it(says, () => {
      assert.deepEqual(trafficOf(of), { percentage: of.percentage, stable, origin, canaryHost });
    });
  }

  always("leads nobody to a canary at 0 %, whatever was judged", (_, judged) => {
    if (isUnreadable(judged.next)) return;
    const { percentage, stable, origin } = trafficOf(judged.next);
    if (percentage === 0) assert.equal(origin, stable);
  });

  it("is split into weights that add up to 100", () => {
    for (let percentage = 0; percentage <= 100; percentage++) {
      assert.deepEqual(weights(percentage), { stable: 100 - percentage, canary: percentage });
    }
  });

  it("knows a halted release by its deployment", () => {
    assert.ok(isHalted(rolledBack(), { ...NEW, version: "renamed" }));
    assert.ok(!isHalted(rolledBack(), OLD));
    assert.ok(!isHalted(rolledBack(), { ...NEW, deployment: "dpl_again" }));
  });

  it("knows whether there is a canary", () => {
    assert.ok(hasCanary(record()));
    assert.ok(!hasCanary(alone));
    assert.ok(!hasCanary(promoted()));
  });

  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
  for (const [stable, canary, share] of [
    [75, 25, 25],
    [100, 50, 100 / 3],
    [150, 50, 25],
    [100, 0, 0],
    [0, 0, 50],
    [undefined, 0, 100],
    [undefined, 25, 100],
    [75, undefined, 0],
    [undefined, undefined, 0],
  ] as const)
    it(`gives the canary ${inPercent(share)} by weights ${stable ?? "none"} and ${canary ?? "none"}`, () => {
      const settings = [
        { kind: "weight", of: "stable", value: stable },
        { kind: "weight", of: "canary", value: canary },
      ] as const;
      assert.equal(shareOf(settings), share);
    });
});
