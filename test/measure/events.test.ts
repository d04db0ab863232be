import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postEvent } from "../../measure/datadog/events.ts";
import {
  DatadogOrders,
  startDatadogApi,
  type DatadogApi,
} from "../../rehearsal/datadogApi/index.ts";

describe("an event at Datadog", () => {
  let directory: string;
  let api: DatadogApi;
  let datadog: DatadogOrders;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "events-"));
    api = await startDatadogApi({ file: join(directory, "clouds.sqlite") });
    datadog = new DatadogOrders(join(directory, "clouds.sqlite"));
  });
  after(async () => {
    datadog.close();
    await api.close();
    await rm(directory, { recursive: true });
  });
  afterEach(() => {
    datadog.clearFaults();
  });

  const event = { title: "t", text: "x", tags: ["service:shop"], alertType: "warning" } as const;
  const post = (
    over: Partial<typeof event> | { text: string },
    { apiKey = "a", limit = 30 }: { apiKey?: string; limit?: number } = {},
  ) => postEvent({ site: "datadoghq.com", host: api.url, apiKey }, { ...event, ...over }, limit);
  const calls = () => datadog.calls().length;

  it("is posted as it is, with the API key alone", async () => {
    assert.equal((await post({})).ok, true);
    const { alertType: alert_type, ...rest } = event;
    assert.deepEqual(datadog.events().at(-1), { ...rest, alert_type });
  });

  it("is cut where Datadog takes no more", async () => {
    assert.equal((await post({ text: "y".repeat(5000) })).ok, true);
    assert.equal((datadog.events().at(-1)?.["text"] as string).length, 4000);
  });

  it("is sent once, and never waited for longer than its limit", async () => {
    for (const [kind, failed] of [
      [500, /^500 Internal Server Error$/],
      [429, /^429 Too Many Requests/],
      ["hang", /no answer within 0.5 s/],
      ["unreachable", /cannot be reached/],
    ] as const) {
      const before = calls();
      datadog.fault({ kind, call: "events" });
      const posted = await post({}, kind === "hang" ? { limit: 0.5 } : {});
      assert.match(posted.ok ? "posted" : posted.failed, failed);
      assert.equal(calls(), before + 1);
    }
  });

  it("says which key it needs", async () => {
    const none = await post({}, { apiKey: "" });
    assert.deepEqual(none, { ok: false, failed: "no API key is configured" });
  });
});

describe("the stand-in's events", () => {
  it("are refused as Datadog refuses them, and then not kept", async () => {
    const directory = await mkdtemp(join(tmpdir(), "events-"));
    const api = await startDatadogApi({ file: join(directory, "clouds.sqlite") });
    const datadog = new DatadogOrders(join(directory, "clouds.sqlite"));
    const post = async (body: string) => {
      const headers = { "DD-API-KEY": "a" };
      return (await fetch(`${api.url}/api/v1/events`, { method: "POST", headers, body })).status;
    };
    for (const bad of [
      "no JSON",
      "{}",
      JSON.stringify({ title: "t" }),
      JSON.stringify({ title: "t", text: "x".repeat(4001) }),
      JSON.stringify({ title: "t", text: "x", alert_type: "bad" }),
      JSON.stringify({ title: "t", text: "x", tags: "a" }),
    ])
      assert.equal(await post(bad), 400, bad);
    assert.deepEqual(datadog.events(), []);
    assert.equal(await post(JSON.stringify({ title: "t", text: "x" })), 202);
    assert.equal(datadog.events().length, 1);
    datadog.close();
    await api.close();
    await rm(directory, { recursive: true });
  });
});
