import assert from "node:assert/strict";
import { evidenced } from "../../checklist/item.ts";
import { ITEMS } from "../../checklist/items.ts";
import { defaultOf } from "../../cli/verify/defaults.ts";
import { askedOf } from "../../measure/expected.ts";
import { POLICIES } from "../../policies/all.ts";
import { MONITORS, monitorsOf } from "../../rollout/monitors.ts";

describe("the carriers of an item", () => {
  const all = monitorsOf({
    signal: "apm",
    twoReleases: true,
    lacking: {},
  });

  it("are policies of the pack, each of which covers just the items that it carries", () => {
    const names = POLICIES.map(({ name }) => name);
    for (const { id, carriers } of ITEMS)
      for (const carrier of carriers)
        if (carrier.by === "policy") assert.ok(names.includes(carrier.policy), id);
    for (const { name, items } of POLICIES) {
      const carried = ITEMS.filter(({ carriers }) =>
        carriers.some((carrier) => carrier.by === "policy" && carrier.policy === name),
      );
      assert.deepEqual(
        items,
        carried.map(({ id }) => id),
        name,
      );
    }
  });

  it("are monitors that the gate asks, at the start too where a start needs them", () => {
    for (const { id, needed, carriers } of ITEMS) {
      for (const carrier of carriers) {
        if (carrier.by !== "gate" || "rule" in carrier) continue;
        for (const key of carrier.monitors)
          assert.ok(
            askedOf("advance", all).some((one) => one.key === key),
            `${id}: ${key}`,
          );
        if (needed.includes("start"))
          assert.ok(
            askedOf("start", all).some(({ key }) => carrier.monitors.includes(key)),
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
        const carriers = ITEMS.find(({ id }) => id === item)?.carriers ?? [];
        assert.ok(
          carriers.some(
            (one) => one.by === "gate" && "monitors" in one && one.monitors.includes(key),
          ),
        );
      }
    }
  });
});
