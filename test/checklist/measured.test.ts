import assert from "node:assert/strict";
import { momentsOf } from "../../checklist/asked.ts";
import type { Needed } from "../../checklist/item.ts";
import { bearingOn } from "../../checklist/measured.ts";
import { MONITORS } from "../../rollout/monitors.ts";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { exemption, record, rolling } from "../rollout/build.ts";

function bearing(key: string, moments: readonly Needed[], ...exempt: string[]) {
  const spec = MONITORS.find((one) => one.key === key);
  assert.ok(spec, key);
  const found = bearingOn(
    spec.items,
    moments,
    exempt.map((item) => exemption(item)),
  );
  if (!found) return undefined;
  return "letPass" in found ? found.letPass.map(({ item }) => item) : found;
}

describe("what exemptions make of a monitor", () => {
  it("lets it pass where it carries nothing else", () => {
    assert.deepEqual(bearing("app-cpu", ["25"], "perf-cpu"), ["perf-cpu"]);
    assert.equal(bearing("app-cpu", ["25"], "perf-memory"), undefined);
    assert.equal(bearing("app-cpu", ["25"]), undefined);
  });

  it("lets it pass where it carries nothing else that is asked for", () => {
    assert.deepEqual(bearing("database-cpu", ["25"], "mon-infrastructure"), ["mon-infrastructure"]);
    assert.deepEqual(bearing("database-cpu", ["25"], "mon-infrastructure", "perf-cpu"), [
      "mon-infrastructure",
    ]);
  });

  it("names the items for which it is still asked", () => {
    assert.deepEqual(bearing("database-cpu", ["25"], "perf-cpu"), {
      exempt: ["perf-cpu"],
      askedBy: ["mon-infrastructure"],
    });
    assert.deepEqual(bearing("payments", ["start"], "mon-business-metrics"), {
      exempt: ["mon-business-metrics"],
      askedBy: ["trig-critical-broken"],
    });
  });

  it("never lets response times pass by an exemption of their limits, which have a looser number", () => {
    const limits = ["alert-latency-warn-200", "alert-latency-crit-500"];
    for (const moment of ["start", "25", "50", "75", "100", "promote"] as const) {
      assert.equal(bearing("latency", [moment], ...limits), undefined);
      assert.equal(bearing("latency-ratio", [moment], "trig-latency-2x"), undefined);
    }
  });

  it("lets a comparison pass where its limit and all else that it carries are exempt", () => {
    const both = ["canary-performance", "trig-latency-2x"];
    assert.deepEqual(bearing("latency-ratio", ["25"], ...both), both);
    assert.deepEqual(bearing("latency-ratio", ["75"], ...both), both);
    assert.deepEqual(bearing("latency-ratio", ["25"], "canary-performance"), {
      exempt: ["canary-performance"],
      askedBy: ["trig-latency-2x"],
    });
  });
});

describe("what the gate is asked for", () => {
  it("is what the rise reaches", () => {
    assert.deepEqual(momentsOf("start", record(), CHECKLIST_PLAN), ["start"]);
    assert.deepEqual(momentsOf("start", record(), CHECKLIST_PLAN.slice(2)), ["start", "25", "50"]);
    assert.deepEqual(momentsOf("advance", rolling(10), CHECKLIST_PLAN), ["25"]);
    assert.deepEqual(
      momentsOf("advance", rolling(10, { plan: [{ percentage: 100, soak: 1 }] }), CHECKLIST_PLAN),
      ["25", "50", "75", "100"],
    );
    assert.deepEqual(momentsOf("promote", rolling(100), CHECKLIST_PLAN), ["promote"]);
  });

  it("is what the record has reached where a weight that was taken away is put back", () => {
    assert.deepEqual(momentsOf("start", rolling(50), CHECKLIST_PLAN), ["start", "25", "50"]);
  });
});
