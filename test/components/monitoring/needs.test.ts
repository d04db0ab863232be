import assert from "node:assert/strict";
import { needsOf, queryOf } from "../../../components/monitoring/needs.ts";
import type { Signal } from "../../../rollout/tags.ts";
import { lackingOf, type Sources } from "../../../rollout/sources.ts";
import * as given from "./given.ts";

function needs(signal: Signal, changes: Partial<Sources> = {}) {
  const watched = { ...given.watched, ...changes };
  const circumstances = { ...given.monitors.circumstances, signal, lacking: lackingOf(watched) };
  return needsOf({ ...given.monitors, watched, circumstances });
}

const APP = "{env:production,service:shop}";

describe("what a rollout is judged by", () => {
  it("is each metric that a monitor cannot do without, of all releases, once", () => {
    assert.deepEqual(needs("apm").map(queryOf), [
      `avg:trace.http.server.request.hits${APP}`,
      `avg:trace.http.server.request${APP}`,
      `avg:trace.postgresql.query${APP}`,
      "avg:aws.rds.database_connections{dbinstanceidentifier:shop}",
      "avg:aws.rds.cpuutilization{dbinstanceidentifier:shop}",
      `avg:trace.redis.query${APP}`,
      "avg:aws.elasticache.curr_connections{cacheclusterid:shop}",
      "avg:aws.elasticache.database_memory_usage_percentage{cacheclusterid:shop}",
      `avg:app.cpu.percent${APP}`,
      `avg:app.memory.percent${APP}`,
      `avg:trace.http.client.request.hits${APP}`,
      `avg:app.integrity.violations${APP}`,
      `avg:app.security.findings${APP}`,
      `avg:app.payments.attempted${APP}`,
      `avg:app.checkouts.started${APP}`,
    ]);
  });

  it("says who sends it", () => {
    const senders = (signal: Signal, changes: Partial<Sources> = {}) =>
      Object.fromEntries(needs(signal, changes).map(({ metric, sender }) => [metric, sender]));
    const apm = senders("apm");
    assert.equal(
      apm["trace.redis.query"],
      "the app's traces, with spans called redis.query (monitoring.operations.redis)",
    );
    assert.equal(
      apm["app.payments.attempted"],
      "the app itself, as monitoring.metrics.payments.attempted",
    );
    assert.equal(
      senders("logs")["canary.shop.production.third_party.count"],
      'lines of the app\'s log with "event":"third_party"',
    );
    const mysql = senders("apm", { database: { source: "mysql", tag: "host:db" } });
    assert.equal(
      mysql["mysql.net.max_connections_available"],
      "Datadog's Agent, with its MySQL integration",
    );
    assert.ok(!("aws.rds.cpuutilization" in mysql));
  });

  it("is made by this program where it is of logs", () => {
    const made = (signal: Signal) => needs(signal).filter((one) => one.made);
    assert.deepEqual(made("apm"), []);
    assert.deepEqual(
      made("logs").map(({ metric }) => metric),
      [
        "canary.shop.production.request.count",
        "canary.shop.production.request.time",
        "canary.shop.production.database.time",
        "canary.shop.production.redis.time",
        "canary.shop.production.third_party.count",
      ],
    );
  });
});
