import assert from "node:assert/strict";
import { NEVER } from "../../checklist/exemptable.ts";
import { ITEMS, itemOf } from "../../checklist/items.ts";
import { exempts } from "../../checklist/activeExemptions.ts";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { TRIGGERS } from "../../rollout/triggers.ts";
import { exemption } from "../rollout/build.ts";

/** A config that sets all that an exemption may allow. */
const LOOSE = {
  thresholds: {
    latency: { warning: 600, critical: 700 },
    latencyRatio: { warning: 2, critical: 3 },
  },
  plan: CHECKLIST_PLAN.filter(({ percentage }) => percentage !== 50),
};
const SHORT = { ...LOOSE, plan: CHECKLIST_PLAN.map((stage) => ({ ...stage, soak: 60 })) };
const HOTFIX = {
  ...LOOSE,
  plan: CHECKLIST_PLAN.filter(({ percentage }) => percentage === 10 || percentage === 100),
};

describe("what may be exempted", () => {
  it("is never an error, health, data integrity, a payment or going back", () => {
    const never = [
      ...["canary-error-rates", "perf-error-rate", "alert-error-warn-1", "alert-error-crit-5"],
      ...["test-health-endpoints", "canary-verify-health", "post-app-health"],
      ...["env-db-migrations", "trig-data-integrity", "trig-error-5pct", "test-payments"],
      ...["rb-halt", "rb-execute", "rb-verify-success", "rbv-error-rates", "rbv-app-health"],
    ];
    for (const id of never) assert.equal(itemOf(id)?.exemptable, false, id);
  });

  it("is no trigger of a roll back but a response time, which has a number", () => {
    assert.deepEqual(
      TRIGGERS.map(({ item }) => item).filter((id) => itemOf(id)?.exemptable),
      ["trig-latency-2x"],
    );
  });

  it("is everything else, and each has an effect where config makes use of it", () => {
    const alone = (id: string) =>
      [LOOSE, SHORT, HOTFIX].map((config) => exempts(id, { ...config, exempt: [exemption(id)] }));
    const idle = ITEMS.filter(
      ({ id, exemptable }) => exemptable && alone(id).every((said) => said.startsWith("nothing")),
    ).map(({ id }) => id);
    // Beside the limits of the monitors that measure it.
    assert.deepEqual(idle, ["canary-performance"]);
    const beside = ["canary-performance", "trig-latency-2x"].map((id) => exemption(id));
    assert.equal(
      exempts("canary-performance", { ...LOOSE, exempt: beside }),
      "the monitor latency-ratio",
    );
  });

  it("is identified by a list of items that are the checklist's, each once", () => {
    const ids = NEVER.flatMap(({ items }) => items);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const id of ids) assert.ok(itemOf(id), id);
  });
});
