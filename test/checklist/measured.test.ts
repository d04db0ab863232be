import assert from "node:assert/strict";
import { stepsOf } from "../../checklist/requirements.ts";
import type { Needed } from "../../checklist/item.ts";
import { bearingOn } from "../../checklist/measured.ts";
import { MONITORS } from "../../rollout/monitors.ts";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { exemption, record, rolling } from "../rollout/build.ts";

function bearing(key: string, steps: readonly Needed[], ...exempt: string[]) {
  const spec = MONITORS.find((one) => one.key === key);
  assert.ok(spec, key);
  const result = bearingOn(
    spec.items,
    steps,
    exempt.map((item) => exemption(item)),
  );
  if (!result) return undefined;
  return "exempted" in result ? result.exempted.map(({ item }) => item) : result;
}

describe("what exemptions make of a monitor", () => {
  it("exempts it where it covers nothing else", () => {
    assert.deepEqual(bearing("app-cpu", ["25"], "perf-cpu"), ["perf-cpu"]);
    assert.equal(bearing("app-cpu", ["25"], "perf-memory"), undefined);
    assert.equal(bearing("app-cpu", ["25"]), undefined);
  });

  it("exempts it where it covers nothing else that is requested", () => {
    assert.deepEqual(bearing("database-cpu", ["25"], "mon-infrastructure"), ["mon-infrastructure"]);
    assert.deepEqual(bearing("database-cpu", ["25"], "mon-infrastructure", "perf-cpu"), [
      "mon-infrastructure",
    ]);
  });

  it("names the items for which it is still required", () => {
    assert.deepEqual(bearing("database-cpu", ["25"], "perf-cpu"), {
      exempt: ["perf-cpu"],
      requiredBy: ["mon-infrastructure"],
    });
    assert.deepEqual(bearing("payments", ["start"], "mon-business-metrics"), {
      exempt: ["mon-business-metrics"],
      requiredBy: ["trig-critical-broken"],
    });
  });

  it("never exempts response times by an exemption of their limits, which have a looser number", () => {
    const limits = ["alert-latency-warn-200", "alert-latency-crit-500"];
    for (const step of ["start", "25", "50", "75", "100", "promote"] as const) {
      assert.equal(bearing("latency", [step], ...limits), undefined);
      assert.equal(bearing("latency-ratio", [step], "trig-latency-2x"), undefined);
    }
  });

  it("exempts a comparison where its limit and all else that it covers are exempt", () => {
    const both = ["canary-performance", "trig-latency-2x"];
    assert.deepEqual(bearing("latency-ratio", ["25"], ...both), both);
    assert.deepEqual(bearing("latency-ratio", ["75"], ...both), both);
    assert.deepEqual(bearing("latency-ratio", ["25"], "canary-performance"), {
      exempt: ["canary-performance"],
      requiredBy: ["trig-latency-2x"],
    });
  });
});

describe("what the gate is queried for", () => {
  it("is what the increase reaches", () => {
    assert.deepEqual(stepsOf("start", record(), CHECKLIST_PLAN), ["start"]);
    assert.deepEqual(stepsOf("start", record(), CHECKLIST_PLAN.slice(2)), ["start", "25", "50"]);
    assert.deepEqual(stepsOf("advance", rolling(10), CHECKLIST_PLAN), ["25"]);
    assert.deepEqual(
      stepsOf("advance", rolling(10, { plan: [{ percentage: 100, soak: 1 }] }), CHECKLIST_PLAN),
      ["25", "50", "75", "100"],
    );
    assert.deepEqual(stepsOf("promote", rolling(100), CHECKLIST_PLAN), ["promote"]);
  });

  it("is what the record has reached where a weight that was taken away is restored", () => {
    assert.deepEqual(stepsOf("start", rolling(50), CHECKLIST_PLAN), ["start", "25", "50"]);
  });
});
