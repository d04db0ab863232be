import assert from "node:assert/strict";
import type { Edit } from "../../rehearsal/stackFile.ts";
import { PACK } from "./broken.ts";
import { assertBack, fresh, production, type Production } from "./production.ts";

const YEARS = "2999-01-01T00:00:00Z";
const AGO = "2020-01-01T00:00:00Z";

function exempt(items: readonly string[], expires = YEARS) {
  return items.map((item) => ({ item, by: "Alex Doe", reason: "it is slow", expires }));
}

/** A shop whose p95 is 700 ms, by config. */
function slower(expires = YEARS) {
  return {
    thresholds: { latency: { warning: 600, critical: 750 } },
    approvers: ["Alex Doe"],
    exemptions: exempt(["alert-latency-warn-200", "alert-latency-crit-500"], expires),
  };
}

describe("what is exempt, through the engine", () => {
  let running: Production;
  afterEach(() => running.close());

  // An update is judged as its preview is.
  const up = (edit: Edit) =>
    running.edit(edit).then(() => running.up("--skip-preview", "--policy-pack", PACK));
  const passes = async (edit: Edit, kind?: string) => {
    const { code, output } = await up(edit);
    assert.equal(code, 0, output);
    if (kind !== undefined) assert.equal((await running.record()).kind, kind);
    return output;
  };
  const refused = async (edit: Edit) => {
    const before = await running.record();
    const { code, output } = await up(edit);
    assert.notEqual(code, 0, output);
    assert.deepEqual(await running.record(), before);
    return output;
  };
  const latency = (state: "Warn" | "Alert") => {
    running.datadog.setMonitorState("latency", { state, group: "version:1.5.0", value: 0.7 });
  };

  it("does not let a shop's share increase whose p95 is 700 ms where nothing is", async () => {
    running = await production("10");
    latency("Alert");
    assert.match(
      await refused({ percentage: 25 }),
      /gate is closed: Response time \(p95\) 700 ms, critical above 500 ms/,
    );
  });

  it("lets it go from 0 % to the finish, under every policy", async () => {
    running = await production("prepared");
    await passes({ set: slower() });
    latency("Warn");
    await passes({ percentage: 10 }, "start");
    for (const percentage of [25, 50, 75, 100]) {
      const output = await passes({ percentage }, "advance");
      assert.match(output, /Response time \(p95\) 700 ms, warning above 600 ms/);
    }
    await passes({ stable: fresh }, "promote");
    await passes({ percentage: 0 }, "finish");

    // What is exempted is not required, and no command verifies it by that.
    await running.edit({ set: { exemptions: exempt(["perf-cpu"]), thresholds: null } });
    running.datadog.setMonitorState("app-cpu", { state: "Alert", value: 97 });
    const { code, output } = await running.workspace.canary("verify", "perf-cpu");
    assert.notEqual(code, 0, output);
    assert.match(output, /App CPU 97 %, critical above 90 %/);
  });

  it("is identified by name once it expired: limits are strict again, nothing increases, and all goes back", async () => {
    running = await production("25");
    await passes({ set: slower() });
    latency("Warn");
    await running.edit({ set: slower(AGO) });
    const held = await running.up("--skip-preview");
    assert.equal(held.code, 0, held.output);
    assert.match(held.output, /monitoring-latency/);
    const output = await refused({ percentage: 50 });
    assert.match(
      output,
      /exemption: thresholds\.latency\.critical is 750 ms, and the exemption of alert-latency-crit-500 expired at 2020/,
    );
    assert.match(output, /Response time \(p95\) 700 ms, critical above 500 ms/);
    await passes({ percentage: 10 }, "step back");
    await passes({ percentage: 0 }, "roll back");
    assertBack(running);
  });

  it("lets a hotfix leave stages out, to its end, and every review says so", async () => {
    running = await production("prepared");
    const plan = [10, 100].map((percentage) => ({ percentage, soak: "1s" }));
    const exemptions = exempt(["roll-25", "roll-50", "roll-75"]);
    await passes({ set: { plan, approvers: ["Alex Doe"], exemptions }, percentage: 10 }, "start");
    // What the rollout began with holds, whatever config says by now.
    await passes({ set: { exemptions: null, plan: null } });
    const { output } = await running.workspace.canary("review");
    assert.match(
      output,
      /\| roll-50 \| Alex Doe \| 2999-\S+ \| it is slow \| a plan without 50 %, taken when this rollout began \|/,
    );
    await passes({ percentage: 100 }, "advance");
  });

  it("lets a monitor refuse nothing that covers nothing else, and is listed with the checklist", async () => {
    running = await production("10");
    const alert = (key: string) => {
      running.datadog.setMonitorState(key, { state: "Alert", value: 97 });
    };
    await passes({ set: { approvers: ["Alex Doe"], exemptions: exempt(["perf-cpu"]) } });
    alert("database-cpu");
    assert.match(
      await refused({ percentage: 25 }),
      /Database CPU 97 %.* required by mon-infrastructure \(perf-cpu is exempted\)/,
    );
    running.datadog.setMonitorState("database-cpu", { state: "OK", value: 20 });
    alert("app-cpu");
    const output = await passes({ percentage: 25 }, "advance");
    assert.match(
      output,
      /App CPU 97 %, critical above 90 %.*, perf-cpu exempted by Alex Doe until 2999-\S+: it is slow/,
    );
    const { output: checklist } = await running.workspace.canary("checklist", "--for", "50");
    assert.match(
      checklist,
      /Exempted for now:\n +perf-cpu, by Alex Doe until 2999-\S+ \S+: it is slow\n +exempts that its evidence is missing after a finish; the monitor app-cpu/,
    );
  });
});
