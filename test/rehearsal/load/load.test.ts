import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { ADDRESSES, startDns } from "../../../rehearsal/dns/index.ts";
import { startEdges } from "../../../rehearsal/edges/index.ts";
import { startLoad } from "../../../rehearsal/load/index.ts";
import { walkOf } from "../../../rehearsal/load/walk.ts";
import { USUAL } from "../../../rehearsal/site/declared.ts";
import { SiteOrders } from "../../../rehearsal/site/knobs.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { fresh, old, production, PUBLIC } from "../../engine/production.ts";

const SCALE = 60;

describe("visitors of the site", () => {
  it("go where the weights say, see what fails, leave a leg once its TTL is over, or stay until an alias moves", async () => {
    const running = await production("25");
    const { file } = running;
    const zones = await cloudflareZones(running.workspace.directory);
    const dns = await startDns({ file, zones, scale: SCALE });
    const edges = await startEdges({ file, dns });
    const site = new SiteOrders(file);
    const load = await startLoad({
      site: {
        host: PUBLIC,
        https: edges.https,
        ca: edges.ca.certificate,
        canary: ADDRESSES.cloudfront,
        walk: walkOf(USUAL),
      },
      dns: { file, zones, scale: SCALE },
      rate: 100,
      clients: [
        { share: 1, leaves: "never", keeps: 0 },
        { share: 1, leaves: 90, keeps: 0 },
        { share: 1, leaves: "with DNS", keeps: 600 },
      ],
    });
    try {
      await running.until(async () => (await load.look()).canary.requests > 200);
      const { stable, canary } = await load.take();
      assert.ok(stable.requests > canary.requests, "stable has three quarters");
      assert.deepEqual([stable.failed, canary.failed], [0, 0]);
      assert.ok(canary.p95 > canary.p50 && canary.p50 > 10, `${canary.p50} ${canary.p95}`);

      site.break(fresh.deployment, { errorRate: 50 });
      await running.until(async () => (await load.look()).canary.failed > 20);
      assert.equal((await load.take()).stable.failed, 0);
      site.mend(fresh.deployment);

      for (const one of running.store.resources("aws:route53/record:Record")) {
        const weight = one.outputs["setIdentifier"] === "canary" ? 0 : 100;
        running.store.byHand(one, { weightedRoutingPolicies: [{ weight }] });
      }
      await running.until(async () => {
        await load.take();
        await sleep(1500);
        const after = await load.take();
        return after.canary.requests === 0 && after.stable.requests > 25;
      });
      // A weight does not reach those who stay: an alias does.
      const left = await load.take();
      await running.until(async () => ((await load.look()).versions[fresh.version] ?? 0) > 1);
      assert.equal(left.lasting.failed, 0);
      for (const one of running.store.resources("vercel:index/alias:Alias"))
        running.store.byHand(one, { deploymentId: old.deployment });
      let failed = 0;
      // Whom the other release had begun to answer still has its answer.
      await running.until(async () => {
        await load.take();
        await running.until(async () => (await load.look()).lasting.requests > 12);
        const { lasting, versions } = await load.take();
        failed += lasting.failed;
        return isDeepStrictEqual(Object.keys(versions), [old.version]);
      });
      assert.equal(failed, 0);
    } finally {
      await load.close();
      site.close();
      await edges.close();
      await dns.close();
      await running.close();
    }
  });
});
