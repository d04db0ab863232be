import assert from "node:assert/strict";
import { shapesOf } from "../../../components/monitoring/shapes.ts";
import { comparison } from "../../../components/monitoring/shape.ts";
import { faultsOfMonitor } from "../../../components/monitoring/validate.ts";
import { isCheck, lackingWith, MONITORS, monitorsOf } from "../../../rollout/monitors.ts";
import type { Signal } from "../../../rollout/tags.ts";
import { routeTags } from "../../../rollout/routing.ts";
import * as given from "./given.ts";

function shapes(signal: Signal, own: Partial<typeof given.monitors> = {}) {
  const circumstances = { ...given.monitors.circumstances, signal };
  return new Map(shapesOf({ ...given.monitors, circumstances, ...own }));
}

/** Critical and warning in traces, whose times are in seconds, and in logs, in milliseconds. */
const limits: Record<string, { apm: string[]; logs?: string[] }> = {
  requests: { apm: ["<", "1"] },
  "error-rate": { apm: [">", "5", "1"] },
  latency: { apm: [">", "0.5", "0.2"], logs: [">", "500", "200"] },
  "latency-ratio": { apm: [">", "2", "1.5"] },
  "new-errors": { apm: [">=", "1"] },
  "database-errors": { apm: [">", "0"] },
  "database-query-time": { apm: [">", "0.25", "0.1"], logs: [">", "250", "100"] },
  "database-connections": { apm: [">", "90", "80"] },
  "database-cpu": { apm: [">", "90", "80"] },
  "redis-errors": { apm: [">", "0"] },
  "redis-command-time": { apm: [">", "0.1", "0.02"], logs: [">", "100", "20"] },
  "redis-connections": { apm: [">", "90", "80"] },
  "redis-memory": { apm: [">", "90", "80"] },
  "app-cpu": { apm: [">", "90", "80"] },
  "app-memory": { apm: [">", "90", "80"] },
  "third-parties": { apm: [">", "5", "1"] },
  "data-integrity": { apm: [">", "0"] },
  "security-findings": { apm: [">", "0"] },
  payments: { apm: [">", "5", "1"] },
  checkouts: { apm: ["<", "30", "50"] },
};

for (const signal of ["apm", "logs"] as const) {
  describe(`the monitors on ${signal}`, () => {
    const declared = shapes(signal);

    it("are all that the catalogue has, but for those that synthetic tests make", () => {
      const own = MONITORS.filter((spec) => !isCheck(spec)).map(({ key }) => key);
      assert.deepEqual([...declared.keys()], own);
      assert.deepEqual(own, Object.keys(limits));
    });

    for (const [key, shape] of declared) {
      it(`have ${key}, with its limits once`, () => {
        assert.deepEqual(faultsOfMonitor(shape), []);
        const [operator, critical, warning] = limits[key]?.[signal] ?? limits[key]?.apm ?? [];
        const requested = comparison(shape);
        assert.deepEqual([requested?.operator, requested?.value], [operator, Number(critical)]);
        const { monitorThresholds } = shape;
        assert.equal(monitorThresholds?.critical, critical);
        assert.equal(monitorThresholds?.warning, warning);
      });
    }

    it("say what is to be done, and where the runbook is", () => {
      for (const [key, { message, assets }] of declared) {
        const url = `https://runbooks.example.com/canary#${key}`;
        assert.match(message, /What to do: \S/);
        assert.ok(message.endsWith(`Runbook: ${url}`));
        assert.deepEqual(assets, [{ category: "runbook", name: "Runbook", url }]);
      }
    });

    it("are found by their tags, and by the routes that they take", () => {
      for (const [key, { tags }] of declared) {
        assert.deepEqual(tags, [
          "service:shop",
          "env:production",
          "managed_by:canary",
          "canary_stack:canary/production",
          `canary_monitor:${key}`,
          ...routeTags(key),
        ]);
      }
    });

    it("look no further back than five minutes, but for security, which is scanned daily", () => {
      for (const [key, { query }] of declared) {
        const [, window] = /last_?\(?"?(\w+)/.exec(query) ?? [];
        assert.equal(window, key === "security-findings" ? "1d" : "5m", query);
      }
    });

    it("wait for what comes late: a minute for the app's, a quarter of an hour for CloudWatch's", () => {
      for (const [key, { type, query, evaluationDelay }] of declared) {
        const delay = query.includes(":aws.") ? 900 : 60;
        assert.equal(evaluationDelay, type === "query alert" ? delay : undefined, key);
      }
    });

    it("never read silence as health: it shows, or another monitor shows it", () => {
      for (const spec of monitorsOf({ ...given.monitors.circumstances, signal })) {
        const shape = declared.get(spec.key);
        if (!shape) continue;
        const shows = ["show_no_data", "show_and_notify_no_data"].includes(
          shape.onMissingData ?? "",
        );
        if (shows) continue;
        const witness = spec.witness === undefined ? undefined : declared.get(spec.witness);
        assert.equal(witness?.onMissingData, "show_and_notify_no_data", spec.key);
      }
    });

    it("name a release only where both are compared, or an add-on requires it", () => {
      const naming = [...declared].filter(([, { query }]) => /1\.[45]\.0/.test(query));
      assert.deepEqual(
        naming.map(([key]) => key),
        ["latency-ratio", "new-errors"],
      );
      const byRelease = [...declared].filter(([, { query }]) => query.includes("by {version}"));
      assert.deepEqual(
        byRelease.map(([key]) => key),
        ["error-rate", "latency", "security-findings"],
      );
    });
  });
}

describe("a new release", () => {
  it("changes nothing but the monitors that name it", () => {
    const circumstances = { ...given.monitors.circumstances, twoReleases: false };
    const before = shapes("apm", { circumstances, versions: undefined });
    const after = shapes("apm");
    for (const [key, shape] of before) assert.deepEqual(after.get(key), shape);
    const more = [...after.keys()].filter((key) => !before.has(key));
    assert.deepEqual(more, ["latency-ratio", "new-errors"]);
  });
});

describe("the catalogue", () => {
  it("has every key once, in letters that a tag keeps", () => {
    const keys = MONITORS.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    for (const key of keys) assert.match(key, /^[a-z][a-z-]*$/);
  });

  it("has the checklist's thresholds and triggers", () => {
    const items = new Set(MONITORS.flatMap((one) => one.items));
    for (const item of [
      "alert-error-warn-1",
      "alert-error-crit-5",
      "alert-latency-warn-200",
      "alert-latency-crit-500",
      "alert-db-errors-crit",
      "alert-redis-crit",
      "trig-error-5pct",
      "trig-latency-2x",
      "trig-critical-broken",
      "trig-data-integrity",
      "trig-security-vuln",
    ]) {
      assert.ok(items.has(item), item);
    }
  });

  it("drops what there is nothing for", () => {
    const alone = monitorsOf({
      signal: "logs",
      twoReleases: false,
      lacking: lackingWith({ checks: "not bought" }),
    });
    const keys = alone.map(({ key }) => key);
    assert.ok(!keys.includes("latency-ratio") && !keys.includes("new-errors"));
    assert.ok(!keys.some((key) => key.startsWith("canary-") || key.startsWith("public-")));
    assert.equal(alone.find(({ key }) => key === "latency")?.unit, "ms");
  });

  it("has witnesses that are there whenever they are", () => {
    for (const { key, witness, parts = [] } of MONITORS) {
      if (witness === undefined) continue;
      const match = MONITORS.find((one) => one.key === witness);
      assert.ok(match && !match.needsCanary, key);
      assert.ok(
        (match.parts ?? []).every((part) => parts.includes(part)),
        key,
      );
    }
  });
});
