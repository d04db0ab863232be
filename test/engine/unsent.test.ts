import assert from "node:assert/strict";
import { production, untouched, type Production } from "./production.ts";

const HEAD = "Datadog has had no data for 30 days of what a rollout is judged by:";
const CPU =
  "app.cpu.percent{env:production,service:shop}: sent by the app itself, as monitoring.metrics.cpu";
const RDS =
  "aws.rds.cpuutilization{dbinstanceidentifier:shop}: sent by Datadog's AWS integration, with RDS";

describe("a metric that Datadog never had data of", () => {
  let running: Production;
  afterEach(() => running.close());

  const preview = (...args: string[]) =>
    running.workspace.pulumi("preview", "--stack", "production", ...args);

  it("is said by name in the first preview, with what would send it, and stops nothing", async () => {
    running = await untouched();
    for (const metric of ["app.cpu.percent", "aws.rds.cpuutilization"])
      running.datadog.setSent(metric, false);
    const { code, output } = await preview();
    assert.equal(code, 0, output);
    assert.ok(output.includes("warning"), output);
    for (const line of [HEAD, CPU, RDS]) assert.ok(output.includes(line), output);
    assert.ok(!output.includes("app.memory.percent{"), output);
    running.datadog.setSent("app.cpu.percent", true);
    running.datadog.setSent("aws.rds.cpuutilization", true);
    assert.ok(!(await preview()).output.includes(HEAD));
  });

  it("is said in the preview of a start, which the gate refuses as it always does", async () => {
    running = await production("prepared");
    running.datadog.setSent("app.cpu.percent", false);
    running.datadog.setMonitorState("app-cpu", { state: "No Data" });
    assert.ok(!(await preview()).output.includes(HEAD));
    await running.edit({ percentage: 10 });
    const { code, output } = await preview();
    assert.notEqual(code, 0);
    for (const line of [HEAD, CPU, "App CPU no data"]) assert.ok(output.includes(line), output);
    const refused = await running.up("--skip-preview");
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /App CPU no data/);
  });

  it("is not known where Datadog cannot be queried, and that stops no first update", async () => {
    running = await untouched();
    await running.killDatadog();
    const { code, output } = await preview();
    assert.equal(code, 0, output);
    assert.match(output, /whether Datadog has data .* is not known: .* cannot be reached/);
  });
});
