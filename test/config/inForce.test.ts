import assert from "node:assert/strict";
import { inForce } from "../../config/inForce.ts";
import { CHECKLIST_PLAN, type Plan } from "../../rollout/plan.ts";
import { parse, production, type Stack } from "./stack.ts";

const NOW = "2026-01-31T12:00:00.000Z";
const LATER = "2026-02-28T00:00:00Z";
const EARLIER = "2026-01-01T00:00:00Z";

function exempt(item: string, over: object = {}) {
  return { item, by: "Ada", reason: "it is slow", expires: LATER, ...over };
}

function holding(changes: Stack) {
  const config = parse(production({ approvers: ["Ada"], ...changes }));
  assert.ok(config.environment === "production");
  return inForce(config, NOW);
}

const slow = (critical: object = {}, warning: object = {}): Stack => ({
  "thresholds.latency": { warning: 600, critical: 700 },
  exemptions: [
    exempt("alert-latency-warn-200", warning),
    exempt("alert-latency-crit-500", critical),
  ],
});

const planned = (plan: Plan, ...exemptions: object[]): Stack => ({
  plan: plan.map(({ percentage, soak }) => ({ percentage, soak: `${soak}s` })),
  exemptions,
});
const without50 = CHECKLIST_PLAN.filter(({ percentage }) => percentage !== 50);

describe("the numbers in force", () => {
  it("are config's where nothing is exempt", () => {
    const config = parse(production());
    assert.ok(config.environment === "production");
    assert.deepEqual(inForce(config, NOW), { ...config, lapsed: [] });
  });

  it("are looser while an exemption counts", () => {
    const { thresholds, lapsed } = holding(slow());
    assert.deepEqual([thresholds.latency, lapsed], [{ warning: 600, critical: 700 }, []]);
  });

  it("are the checklist's once it expired, and each refuses an increase with why", () => {
    const { thresholds, lapsed } = holding(slow({ expires: EARLIER }, { expires: EARLIER }));
    assert.deepEqual(thresholds.latency, { warning: 200, critical: 500 });
    assert.deepEqual(lapsed, [
      {
        refuses: "every increase",
        observed:
          "thresholds.latency.warning is 600 ms, and the exemption of alert-latency-warn-200 expired at 2026-01-01T00:00:00.000Z; the checklist's 200 ms is in force",
      },
      {
        refuses: "every increase",
        observed:
          "thresholds.latency.critical is 700 ms, and the exemption of alert-latency-crit-500 expired at 2026-01-01T00:00:00.000Z; the checklist's 500 ms is in force",
      },
    ]);
  });

  it("are the checklist's where nobody who may has said so", () => {
    const { thresholds, lapsed } = holding(slow({ by: "Mallory" }));
    // A warning that still counts would come after critical: no monitor can be made of that.
    assert.deepEqual(thresholds.latency, { warning: 200, critical: 500 });
    assert.equal(lapsed.length, 1);
    assert.match(lapsed[0]?.observed ?? "", /is by Mallory, who is not among the approvers/);
  });

  it("are looser by the one of two exemptions that counts", () => {
    const { thresholds, lapsed } = holding(slow({}, { expires: EARLIER }));
    assert.deepEqual(thresholds.latency, { warning: 200, critical: 700 });
    assert.equal(lapsed.length, 1);
  });

  it("leave a stage out while its exemption counts, and have it again afterwards", () => {
    assert.deepEqual(holding(planned(without50, exempt("roll-50"))).plan, without50);
    const { plan, lapsed } = holding(planned(without50, exempt("roll-50", { expires: EARLIER })));
    assert.deepEqual(plan, CHECKLIST_PLAN);
    assert.deepEqual(lapsed, [
      {
        refuses: "the start",
        observed:
          "plan has no stage at 50 %, and the exemption of roll-50 expired at 2026-01-01T00:00:00.000Z; the checklist's 30 min at 50 % is in force",
      },
    ]);
  });

  it("hold a stage for less while its exemption counts, and as long as the checklist afterwards", () => {
    const short = CHECKLIST_PLAN.map((one) =>
      one.percentage === 75 ? { ...one, soak: 300 } : one,
    );
    assert.deepEqual(holding(planned(short, exempt("roll-soak-1h"))).plan, short);
    const { plan, lapsed } = holding(planned(short, exempt("roll-soak-1h", { by: "Mallory" })));
    assert.deepEqual(plan, CHECKLIST_PLAN);
    assert.match(
      lapsed[0]?.observed ?? "",
      /^plan holds 75 % for 5 min, and the exemption of roll-soak-1h is by Mallory/,
    );
  });

  it("are a rehearsal's plan as it is", () => {
    const seconds = CHECKLIST_PLAN.map((one) => ({ ...one, soak: 1 }));
    const { plan, lapsed } = holding({
      ...planned(seconds),
      "datadog.host": "http://127.0.0.1:8126",
    });
    assert.deepEqual([plan, lapsed], [seconds, []]);
  });
});
