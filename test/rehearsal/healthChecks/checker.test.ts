import assert from "node:assert/strict";
import { ADDRESSES, startDns } from "../../../rehearsal/dns/index.ts";
import { startEdges } from "../../../rehearsal/edges/index.ts";
import { startHealthCheckers } from "../../../rehearsal/healthChecks/checker.ts";
import { HealthTable } from "../../../rehearsal/dns/health.ts";
import { SiteOrders } from "../../../rehearsal/site/knobs.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { fresh, production, PUBLIC } from "../../engine/production.ts";

/** A minute is a second. */
const SCALE = 60;

describe("Route 53's health checkers", () => {
  it("take a canary that fails out of DNS, and restore it when it is well", async () => {
    const running = await production("100");
    const { file } = running;
    const zones = await cloudflareZones(running.workspace.directory);
    const dns = await startDns({ file, zones, scale: SCALE });
    const edges = await startEdges({ file, dns });
    const checkers = startHealthCheckers({ file, dns, https: edges.https, scale: SCALE });
    const site = new SiteOrders(file);
    const health = new HealthTable(file);
    const [check] = running.store.resources("aws:route53/healthCheck:HealthCheck");
    const observed = () => health.of(check?.id ?? "");
    const leads = async () => (await dns.resolver().addresses(PUBLIC))[0];
    try {
      await running.until(() => observed()?.observed === "200");
      assert.equal(await leads(), ADDRESSES.cloudfront);
      site.break(fresh.deployment, { redis: false });
      await running.until(() => observed()?.healthy === false);
      assert.match(observed()?.observed ?? "", /^503 without "status":"ok"$/);
      assert.equal(await leads(), ADDRESSES.vercel);
      site.mend(fresh.deployment);
      await running.until(() => observed()?.healthy === true);
      assert.equal(await leads(), ADDRESSES.cloudfront);
    } finally {
      await checkers.close();
      health.close();
      site.close();
      await edges.close();
      await dns.close();
      await running.close();
    }
  });
});
