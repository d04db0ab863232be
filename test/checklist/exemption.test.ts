import assert from "node:assert/strict";
import { weighExemptions } from "../../checklist/exemption.ts";
import type { Exemption } from "../../rollout/facts.ts";

const now = "2026-01-31T12:00:00.000Z";
const rules = {
  now,
  approvers: ["Ada", "Grace"],
  items: [
    { id: "ux-links-assets", exemptable: true },
    { id: "cq-tsc", exemptable: false },
  ],
};
const good: Exemption = {
  item: "ux-links-assets",
  by: "Ada",
  reason: "the crawler cannot sign in",
  expires: "2026-02-28T12:00:00.000Z",
};
const weigh = (...exemptions: Exemption[]) => weighExemptions(exemptions, rules);

describe("an exemption", () => {
  it("counts where a listed approver exempts an item that allows it, until it expires", () => {
    assert.deepEqual(weigh(good), { counting: [good], faults: [] });
  });

  it("may name the rule that a release does not change by itself", () => {
    const release = { ...good, item: "release-changed" };
    assert.deepEqual(weigh(release), { counting: [release], faults: [] });
  });

  for (const [what, over, fault] of [
    ["by nobody who may", { by: "Mallory" }, "is by Mallory, who is not among the approvers"],
    [
      "that expired",
      { expires: "2026-01-31T11:00:00.000Z" },
      "expired at 2026-01-31T11:00:00.000Z",
    ],
    ["that expires now", { expires: now }, `expired at ${now}`],
    ["whose end cannot be read", { expires: "soon" }, "expired at soon"],
    ["of an item that allows none", { item: "cq-tsc" }, "is of an item that allows none"],
    ["of no item", { item: "ux-nothing" }, "is of no item of the checklist"],
  ] as const) {
    it(`does not count ${what}, and is a fault`, () => {
      const bad = { ...good, ...over };
      assert.deepEqual(weigh(bad), {
        counting: [],
        faults: [`the exemption of ${bad.item} ${fault}`],
      });
    });
  }

  it("counts beside one that does not, and every fault is reported", () => {
    const bad = { ...good, item: "cq-tsc", by: "Mallory" };
    const { counting, faults } = weigh(bad, good);
    assert.deepEqual(counting, [good]);
    assert.equal(faults.length, 2);
  });
});
