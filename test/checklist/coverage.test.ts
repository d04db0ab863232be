import assert from "node:assert/strict";
import { evidenced } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { expectedFor } from "../../measure/expected.ts";
import { POLICIES } from "../../policies/all.ts";
import { MONITORS, monitorsOf } from "../../rollout/monitors.ts";

describe("what covers an item", () => {
  const all = monitorsOf({
    signal: "apm",
    twoReleases: true,
    lacking: {},
  });

  it("are policies of the pack, each of which covers just the items that it covers", () => {
    const names = POLICIES.map(({ name }) => name);
    for (const { id, coveredBy } of ITEMS)
      for (const coverage of coveredBy)
        if (coverage.by === "policy") assert.ok(names.includes(coverage.policy), id);
    for (const { name, items } of POLICIES) {
      const covered = ITEMS.filter(({ coveredBy: coverages }) =>
        coverages.some((cover) => cover.by === "policy" && cover.policy === name),
      );
      assert.deepEqual(
        items,
        covered.map(({ id }) => id),
        name,
      );
    }
  });

  it("are monitors that the gate asks, at the start too where a start needs them", () => {
    for (const { id, needed, coveredBy } of ITEMS) {
      for (const coverage of coveredBy) {
        if (coverage.by !== "gate" || "rule" in coverage) continue;
        for (const key of coverage.monitors)
          assert.ok(
            expectedFor("advance", all).some((one) => one.key === key),
            `${id}: ${key}`,
          );
        if (needed.includes("start"))
          assert.ok(
            expectedFor("start", all).some(({ key }) => coverage.monitors.includes(key)),
            id,
          );
      }
    }
  });

  it("are checks that work by themselves, or the team's to name", () => {
    const named = ITEMS.filter((item) => evidenced(item) === "verify" && !defaultOf(item));
    assert.deepEqual(
      named.map(({ id }) => id),
      [
        "cq-unit-tests",
        "cq-integration-tests",
        "env-db-migrations",
        "env-redis-cleared",
        "env-third-party-keys",
      ],
    );
  });

  it("are those that the catalogue of monitors names, and it names items that there are", () => {
    const ids = new Set(ITEMS.map(({ id }) => id));
    for (const { key, items } of MONITORS) {
      for (const item of items) {
        assert.ok(ids.has(item), `${key}: ${item}`);
        const coveredBy = ITEMS.find(({ id }) => id === item)?.coveredBy ?? [];
        assert.ok(
          coveredBy.some(
            (one) => one.by === "gate" && "monitors" in one && one.monitors.includes(key),
          ),
        );
      }
    }
  });
});
