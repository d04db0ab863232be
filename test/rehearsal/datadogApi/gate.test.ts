import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../rehearsal/clouds/index.ts";
import {
  DatadogOrders,
  startDatadogApi,
  type DatadogApi,
} from "../../../rehearsal/datadogApi/index.ts";
import type { DatadogGateOptions } from "../../../measure/datadog.ts";
import { gateAt, line } from "../../measure/datadogOf.ts";
import { record, rolling } from "../../rollout/build.ts";

const SCOPE = "{env:production,service:shop}";
const COUNT = (what: string) => `sum:trace.next.request.${what}${SCOPE} by {version}.as_count()`;
const DECLARED = {
  "error-rate": `sum(last_5m):${COUNT("errors")} / ${COUNT("hits")} * 100 > 5`,
  "latency-ratio": "avg(last_5m):p95:t{version:1.5.0} / p95:t{version:1.4.0} > 2",
  checkouts: `sum(last_5m):sum:done${SCOPE}.as_count() / sum:begun${SCOPE}.as_count() * 100 < 5`,
  "database-errors": `sum(last_5m):sum:trace.pg.errors${SCOPE}.as_count() > 5`,
  requests: `sum(last_5m):sum:trace.next.request.hits${SCOPE}.as_count() < 5`,
};

describe("the stand-in Datadog, queried by the gate's own client", () => {
  let folder: string;
  let file: string;
  let api: DatadogApi;
  let datadog: DatadogOrders;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "datadog-"));
    file = join(folder, "clouds.sqlite");
    const store = openStore(file);
    const tags = (key: string) => ["canary_stack:canary/production", `canary_monitor:${key}`];
    const at = new Date().toISOString();
    Object.entries(DECLARED).forEach(([key, query], index) => {
      const monitorThresholds = { critical: "5", warning: "1" };
      const outputs = { name: key, type: "query alert", query, tags: tags(key), monitorThresholds };
      store.insert("datadog:index/monitor:Monitor", `${1000 + index}`, key, outputs, at);
    });
    const check = { name: "health", tags: tags("canary-health"), monitorId: 2000, status: "live" };
    store.insert("datadog:index/syntheticsTest:SyntheticsTest", "abc-def-ghi", "s", check, at);
    store.close();
    api = await startDatadogApi({ file });
    datadog = new DatadogOrders(file);
    datadog.setRequests("1.5.0", 1204);
  });

  afterEach(async () => {
    datadog.close();
    await api.close();
    await rm(folder, { recursive: true });
  });

  const ask = (over: Partial<DatadogGateOptions> = {}) =>
    gateAt(api.url, { now: () => new Date().toISOString(), ...over })("advance", rolling(25));

  it("shows what is declared, and all of it OK", async () => {
    const { verdict, measurements } = await ask();
    assert.equal(verdict, "open");
    assert.equal(
      line(measurements, "Error rate"),
      "open: 0 %, critical above 5 %, last 5 min, 1,204 requests",
    );
    assert.equal(line(measurements, "Canary health"), "open: OK");
    assert.match(line(measurements, "requests of 1.5.0"), /^open: 1,204 since/);
  });

  it("shows what must not sink as high as it can be", async () => {
    const expected = [
      { key: "checkouts", title: "Checkouts", scope: "service", comparesWithStable: false },
    ] as const;
    const { measurements } = await ask({ expected });
    assert.equal(
      line(measurements, "Checkouts"),
      "open: 100, critical below 5, last 5 min, out of 1,204",
    );
  });

  it("shows a state and a value that were set from outside", async () => {
    const at = "2026-01-31T12:05:00.000Z";
    const state = { state: "Alert", group: "version:1.5.0", value: 6.2, at } as const;
    datadog.setMonitorState("error-rate", state);
    const { verdict, measurements } = await ask();
    assert.equal(verdict, "closed");
    assert.equal(
      line(measurements, "Error rate"),
      "closed: 6.2 %, critical above 5 %, last 5 min, 1,204 requests, in alert since 2026-01-31T12:05:00Z",
    );
  });

  it("shows when a monitor recovered", async () => {
    const group = "version:1.5.0";
    datadog.setMonitorState("error-rate", { state: "Alert", group, value: 6.2 });
    const at = "2026-01-31T12:08:00.000Z";
    datadog.setMonitorState("error-rate", { state: "OK", group, value: 0.1, at });
    const { verdict, recoveredAt } = await ask();
    assert.equal(verdict, "open");
    assert.equal(recoveredAt, at);
  });

  it("shows a simple monitor's value, and one that warns", async () => {
    datadog.setMonitorState("latency-ratio", { state: "Warn", value: 1.7 });
    const { verdict, measurements } = await ask();
    assert.equal(verdict, "open");
    assert.match(
      line(measurements, "Response time, canary to stable"),
      /^warning: 1.7 x, warning above 1 x, last 5 min, warning since/,
    );
  });

  it("shows no data of a monitor, of a release, and mutes", async () => {
    datadog.setMonitorState("latency-ratio", { state: "No Data" });
    assert.equal((await ask()).verdict, "inconclusive");
    datadog.setMonitorState("latency-ratio", { state: "OK" });
    datadog.setRequests("1.5.0", "no data");
    assert.match(line((await ask()).measurements, "requests of 1.5.0"), /^inconclusive: no data/);
    datadog.setRequests("1.5.0", 1204);
    datadog.mute("requests");
    assert.match(line((await ask()).measurements, "Requests"), /^inconclusive: muted/);
    datadog.mute("requests", "never");
    assert.equal((await ask()).verdict, "open");
  });

  it("fails as it is set, so often or always", async () => {
    datadog.fault({ kind: 500, call: "monitors" });
    assert.equal((await ask()).verdict, "open");
    for (const [kind, observed] of [
      [500, /500 Internal Server Error/],
      [429, /429 Too Many Requests, for another 1 s/],
      ["malformed", /a malformed answer/],
      ["hang", /no answer within/],
      ["unreachable", /cannot be reached/],
    ] as const) {
      datadog.fault({ kind, times: "always" });
      const { verdict, measurements } = await ask({ limitSeconds: 3 });
      assert.equal(verdict, "inconclusive");
      assert.match(line(measurements, "Datadog"), observed);
      datadog.clearFaults();
    }
    assert.equal((await ask()).verdict, "open");
  });

  it("is started again where it was, with what it was set to", async () => {
    datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0" });
    const port = Number(new URL(api.url).port);
    await api.close();
    assert.equal((await ask({ limitSeconds: 0.9 })).verdict, "inconclusive");
    api = await startDatadogApi({ file, port });
    assert.equal((await ask()).verdict, "closed");
  });

  it("logs its calls: a list, the tests, the requests, and the values", async () => {
    await ask();
    assert.deepEqual(
      datadog
        .calls()
        .map(({ call }) => call)
        .toSorted(),
      ["monitors", "query", "query", "tests"],
    );
  });

  it("is queried at a start for nothing of the canary", async () => {
    datadog.setMonitorState("error-rate", { state: "Alert", group: "version:1.5.0" });
    const now = () => new Date().toISOString();
    assert.equal((await gateAt(api.url, { now })("start", record())).verdict, "open");
  });

  it("takes no call without keys, and keeps what is posted", async () => {
    const keys = { "DD-API-KEY": "a", "DD-APPLICATION-KEY": "b" };
    const get = async (path: string, headers: Record<string, string>) =>
      (await fetch(`${api.url}${path}`, { headers })).status;
    assert.equal(await get("/api/v1/monitor", {}), 403);
    assert.equal(await get("/api/v1/monitor", { "DD-API-KEY": "a" }), 403);
    assert.equal(await get("/api/v1/monitor", keys), 200);
    assert.equal(await get("/api/v1/query?query=a&from=2&to=1", keys), 400);
    assert.equal(await get("/api/v1/nothing", keys), 404);
    const body = JSON.stringify({ title: "advance", text: "to 25 %", tags: ["service:shop"] });
    const post = (headers: Record<string, string>) =>
      fetch(`${api.url}/api/v1/events`, { method: "POST", headers, body });
    assert.equal((await post({})).status, 403);
    assert.equal((await post({ "DD-API-KEY": "a" })).status, 202);
    assert.deepEqual(datadog.events(), [
      { title: "advance", text: "to 25 %", tags: ["service:shop"] },
    ]);
  });
});
