import assert from "node:assert/strict";
import { startDns } from "../../../rehearsal/dns/index.ts";
import { startEdges } from "../../../rehearsal/edges/index.ts";
import { startHealthCheckers } from "../../../rehearsal/healthChecks/checker.ts";
import { HealthTable } from "../../../rehearsal/dns/health.ts";
import { SiteOrders } from "../../../rehearsal/site/knobs.ts";
import { once } from "../../../rehearsal/synthetics/runner.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { fresh, old, production } from "../../engine/production.ts";

describe("the declared synthetic tests", () => {
  it("pass against a site that is well, and each fails for what breaks it", async () => {
    const running = await production("100");
    const { file } = running;
    const dns = await startDns({ file, zones: await cloudflareZones(running.workspace.directory) });
    const edges = await startEdges({ file, dns });
    const site = new SiteOrders(file);
    const way = () => ({
      resolver: dns.resolver(),
      https: edges.https,
      ca: edges.ca.certificate,
    });
    const faults = async () => {
      const tests = running.store.resources("datadog:index/syntheticsTest:SyntheticsTest");
      const all = await Promise.all(
        tests.map(async ({ outputs }) => {
          const tags = outputs["tags"] as string[];
          const key = tags.find((tag) => tag.startsWith("canary_monitor:"))?.slice(15) ?? "";
          return [key, await once(outputs as unknown as Parameters<typeof once>[0], way())];
        }),
      );
      return Object.fromEntries(all.filter(([, fault]) => fault !== undefined)) as Record<
        string,
        string
      >;
    };
    try {
      assert.deepEqual(await faults(), {});
      site.break(fresh.deployment, { signIn: false });
      assert.deepEqual(Object.keys(await faults()).sort(), ["canary-sign-in", "public-sign-in"]);
      site.mend(fresh.deployment);
      site.break(fresh.deployment, { payments: false });
      assert.deepEqual(Object.keys(await faults()).sort(), ["canary-payment", "public-payment"]);
      site.mend(fresh.deployment);
      site.break(fresh.deployment, { databaseErrors: 100 });
      assert.match((await faults())["canary-health"] ?? "", /503 in place of 200/);
      site.mend(fresh.deployment);
      site.break(fresh.deployment, { up: false });
      const down = await faults();
      assert.match(down["canary-realtime"] ?? "", /500/);
      assert.equal(down["canary-certificate"], undefined);
      assert.ok(Object.keys(down).length >= 13, Object.keys(down).join(" "));
      site.mend(fresh.deployment);
      // The canary host is well, and CloudFront cannot reach it.
      const [distribution] = running.store.resources("aws:cloudfront/distribution:Distribution");
      assert.ok(distribution);
      const origins = distribution.outputs["origins"] as readonly object[];
      running.store.byHand(distribution, {
        origins: origins.map((one) => ({ ...one, domainName: "other.vercel-dns.com" })),
      });
      const cut = await faults();
      assert.match(cut["canary-entry"] ?? "", /^502 in place of 200$/);
      assert.deepEqual(
        Object.keys(cut).filter((key) => key.startsWith("canary-")),
        ["canary-entry"],
      );
    } finally {
      site.close();
      await edges.close();
      await dns.close();
      await running.close();
    }
  });

  it("hold the health to what the stack file says, as Route 53 does", async () => {
    const health = { path: "/api/health", body: '"redis":{"ok":true}' };
    const running = await production("first");
    const { file } = running;
    const dns = await startDns({ file, zones: await cloudflareZones(running.workspace.directory) });
    const edges = await startEdges({ file, dns });
    const checkers = startHealthCheckers({ file, dns, https: edges.https, scale: 60 });
    const tables = new HealthTable(file);
    const site = new SiteOrders(file);
    try {
      await running.edit({ set: { health: { ...health, probe: false } } });
      const { code, output } = await running.up("--skip-preview");
      assert.equal(code, 0, output);
      const [check] = running.store.resources("aws:route53/healthCheck:HealthCheck");
      assert.equal(check?.outputs["searchString"], health.body);
      await running.until(() => tables.of(check.id)?.observed === "200");
      const test = running.store
        .resources("datadog:index/syntheticsTest:SyntheticsTest")
        .find(({ outputs }) => String(outputs["name"]).includes("public host: health"))
        ?.outputs as unknown as Parameters<typeof once>[0];
      const contains = { type: "body", operator: "contains", target: health.body };
      assert.deepEqual(test.assertions?.at(-1), contains);
      const way = { resolver: dns.resolver(), https: edges.https, ca: edges.ca.certificate };
      assert.equal(await once(test, way), undefined);
      site.break(old.deployment, { redis: false });
      assert.match((await once(test, way)) ?? "", /^503 in place of 200$/);
      await running.until(() => tables.of(check.id)?.observed === `503 without ${health.body}`);
    } finally {
      site.close();
      await checkers.close();
      tables.close();
      await edges.close();
      await dns.close();
      await running.close();
    }
  });
});
