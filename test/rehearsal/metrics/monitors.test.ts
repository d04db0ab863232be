import assert from "node:assert/strict";
import { monitorEvaluator } from "../../../rehearsal/metrics/monitors.ts";
import { Series } from "../../../rehearsal/metrics/series.ts";
import type { MonitorArgs } from "@pulumi/datadog/monitor.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Store } from "../../../rehearsal/clouds/index.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LATENCY = "p95:trace.web.request{service:shop} by {version}";

type Monitor = Partial<Unwrap<MonitorArgs>>;

/** A monitor alone, and what it says minute by minute while the series is fed. */
function watch(monitor: Monitor) {
  const outputs = {
    tags: ["canary_monitor:it"],
    monitorThresholds: { critical: "5" },
    onMissingData: "show_no_data",
    evaluationDelay: 0,
    ...monitor,
  };
  const store = { resources: () => [{ outputs }], revision: () => "1" } as unknown as Store;
  const series = new Series(60 * MINUTE);
  const states = new Map<string, string>();
  const orders = {
    setMonitorState: (_: string, { group = "*", state }: { group?: string; state: string }) => {
      states.set(group, state);
    },
  };
  const evaluate = monitorEvaluator({ store, series, orders, scale: 1 });
  const begun = 1_000_000 * MINUTE;
  let now = begun;
  return {
    states,
    /** Have minutes pass, with a value of each version in each second or without. */
    pass: (minutes: number, versions: readonly string[], value = 1) => {
      for (let minute = 0; minute < minutes; minute++) {
        for (let second = 0; second < 60; second++)
          for (const version of versions)
            series.value(
              "trace.web.request",
              { service: "shop", version },
              now + second * SECOND,
              value,
            );
        now += MINUTE;
        evaluate(now);
      }
    },
    /** Have time pass without any evaluation, as where the machine stands still. */
    stall: (minutes: number) => {
      now += minutes * MINUTE;
      evaluate(now);
    },
  };
}

describe("a declared monitor, evaluated", () => {
  const query = `percentile(last_5m):${LATENCY} > 5`;

  it("alerts by its own query and threshold, group by group", () => {
    const { states, pass } = watch({ query });
    pass(6, ["1.4.0"]);
    assert.deepEqual([...states], [["version:1.4.0", "OK"]]);
    pass(6, ["1.5.0"], 6);
    assert.equal(states.get("version:1.5.0"), "Alert");
  });

  it("has no data once its window has passed without any, and not before", () => {
    const { states, pass } = watch({ query });
    pass(6, ["1.4.0"]);
    pass(4, []);
    assert.equal(states.get("version:1.4.0"), "OK");
    pass(2, []);
    assert.equal(states.get("version:1.4.0"), "No Data");
  });

  it("says nothing of missing data before it was watched for a window", () => {
    const { states, pass } = watch({ query: "avg(last_5m):avg:aws.rds.cpuutilization{a:b} > 90" });
    pass(5, []);
    assert.deepEqual([...states], []);
    pass(1, []);
    assert.equal(states.get("*"), "No Data");
  });

  it("takes no stillness of the machine for a lack of data", () => {
    const { states, pass, stall } = watch({ query });
    pass(6, ["1.4.0"]);
    stall(6);
    assert.equal(states.get("version:1.4.0"), "OK");
    pass(6, []);
    assert.equal(states.get("version:1.4.0"), "No Data");
  });

  it("leaves a new group alone for as long as declared", () => {
    const { states, pass } = watch({ query, newGroupDelay: 180 });
    pass(3, ["1.5.0"], 6);
    assert.deepEqual([...states], []);
    pass(2, ["1.5.0"], 6);
    assert.equal(states.get("version:1.5.0"), "Alert");
  });
});
