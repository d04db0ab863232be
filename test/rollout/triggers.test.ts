import assert from "node:assert/strict";
import type { Measurement } from "../../rollout/gate.ts";
import { isCheck, MONITORS } from "../../rollout/monitors.ts";
import { TRIGGERS, triggered } from "../../rollout/triggers.ts";

describe("the triggers of a roll back", () => {
  const measured = (key: string | undefined, verdict: Measurement["verdict"]): Measurement => ({
    ...(key !== undefined && { key }),
    name: key ?? "requests",
    verdict,
    observed: "6.2 %",
  });
  const items = (...measurements: Measurement[]) =>
    triggered({ measurements }).map(({ trigger }) => trigger.item);

  it("are the checklist's five, each bound to monitors that there are", () => {
    const bound = Object.fromEntries(TRIGGERS.map(({ item, monitors }) => [item, monitors]));
    const checks = ["health", "api", "sign-in", "payment", "realtime", "assets"];
    assert.deepEqual(bound, {
      "trig-error-5pct": ["error-rate"],
      "trig-latency-2x": ["latency-ratio"],
      "trig-critical-broken": [
        "payments",
        ...checks.map((check) => `canary-${check}`),
        "canary-entry",
        ...checks.map((check) => `public-${check}`),
      ],
      "trig-data-integrity": ["data-integrity"],
      "trig-security-vuln": ["security-findings"],
    });
  });

  it("have each at least one monitor that every stack with a canary has", () => {
    for (const { item, monitors } of TRIGGERS) {
      const always = MONITORS.filter(
        (spec) => !isCheck(spec) && !spec.parts?.includes("errorTracking"),
      );
      assert.ok(
        always.some(({ key }) => monitors.includes(key)),
        item,
      );
    }
  });

  it("are detected by an alert of one of their monitors, with what was measured", () => {
    for (const { item, monitors } of TRIGGERS) {
      for (const key of monitors) assert.deepEqual(items(measured(key, "closed")), [item]);
    }
    assert.deepEqual(items(measured("public-health.eu", "closed")), ["trig-critical-broken"]);
    const alert = measured("error-rate", "closed");
    const [triggers] = triggered({ measurements: [alert, measured("latency-ratio", "open")] });
    assert.deepEqual(triggers?.measurements, [alert]);
  });

  it("are reported all, in the checklist's order", () => {
    assert.deepEqual(
      items(measured("security-findings", "closed"), measured("error-rate", "closed")),
      ["trig-error-5pct", "trig-security-vuln"],
    );
  });

  it("are detected by no warning, no missing data and no other monitor's alert", () => {
    for (const verdict of ["open", "warning", "inconclusive"] as const)
      assert.deepEqual(items(measured("error-rate", verdict)), []);
    assert.deepEqual(items(measured("database-cpu", "closed"), measured(undefined, "closed")), []);
  });
});
