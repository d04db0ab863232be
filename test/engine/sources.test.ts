import assert from "node:assert/strict";
import { named } from "../../rehearsal/stackFile.ts";
import { production, type Production } from "./production.ts";

describe("a team whose database is at Neon, and Redis at Upstash", () => {
  let running: Production;
  afterEach(() => running.close());

  it("starts a rollout: what they send is watched, and what they do not is no monitor", async () => {
    running = await production("prepared");
    const monitoring = await named<object>(running.workspace, "production", "monitoring");
    const database = { source: "neon", tag: "endpoint_id:ep-1", maxConnections: 104 };
    const redis = { source: "upstash", tag: "database:shop", maxConnections: 1000 };
    await running.edit({ set: { monitoring: { ...monitoring, database, redis } } });
    const changed = await running.up("--skip-preview");
    assert.equal(changed.code, 0, changed.output);
    const queries = running.store
      .resources("datadog:index/monitor:Monitor")
      .map(({ outputs }) => String(outputs["query"]));
    const asks = (text: string) => queries.filter((query) => query.includes(text)).length;
    assert.equal(asks("sum:neon_connection_counts{endpoint_id:ep-1} / 104 * 100 > 90"), 1);
    assert.equal(asks("max:upstash.db.connections{database:shop} / 1000 * 100 > 90"), 1);
    assert.deepEqual([asks("aws."), asks("cpu"), asks("memory")], [0, 1, 1]);
    await running.edit({ percentage: 10 });
    const started = await running.up("--skip-preview");
    assert.equal(started.code, 0, started.output);
    assert.equal((await running.record()).percentage, 10);
  });
});
