import assert from "node:assert/strict";
import { request as plainRequest, type IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { startDns, ADDRESSES, type Dns } from "../../../rehearsal/dns/index.ts";
import { startEdges, type Edges } from "../../../rehearsal/edges/index.ts";
import { lookupBy } from "../../../rehearsal/edges/origin.ts";
import { SiteOrders } from "../../../rehearsal/site/knobs.ts";
import type { Served } from "../../../rehearsal/site/site.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import {
  CANARY,
  fresh,
  old,
  production,
  PUBLIC,
  type Production,
} from "../../engine/production.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const DNS_RECORD = "cloudflare:index/dnsRecord:DnsRecord";
/** CloudFront's managed policy that sends the visitor's Host on. */
const ALL_VIEWER = "216adef6-5c7f-47e4-b072-5492eafa07d3";

describe("the edges of production", () => {
  let running: Production;
  let dns: Dns;
  let edges: Edges;
  let served: (Served & { leg: string })[];

  async function serve(stage: string) {
    running = await production(stage);
    served = [];
    dns = await startDns({
      file: running.file,
      zones: await cloudflareZones(running.workspace.directory),
    });
    edges = await startEdges({ file: running.file, dns, served: (one) => served.push(one) });
  }

  afterEach(async () => {
    await edges.close();
    await dns.close();
    await running.close();
  });

  /** As a browser requests it: by DNS, and with the certificate's chain and name verified. */
  async function get(host: string, path = "/api/health", more: { address?: string } = {}) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const asking = request({
      host: more.address ?? host,
      servername: host,
      port: edges.https,
      path,
      headers: { host },
      agent: new Agent({ lookup: lookupBy(dns.resolver()), ca: edges.ca.certificate }),
    });
    asking.once("response", resolve);
    asking.once("error", reject);
    asking.end();
    const response = await promise;
    const body = await text(response);
    const { "x-app-version": version, "x-amz-cf-id": entry } = response.headers;
    return {
      status: response.statusCode,
      version,
      body,
      leg: entry === undefined ? "stable" : "canary",
    };
  }

  function distribution() {
    const [one] = running.store.resources(DISTRIBUTION);
    assert.ok(one);
    return one;
  }

  it("are one of them down while the other serves, until it is up again", async () => {
    await serve("10");
    edges.outage(true);
    await assert.rejects(get(PUBLIC, "/", { address: ADDRESSES.cloudfront }), /ECONNRESET|hang up/);
    assert.equal((await get(PUBLIC, "/", { address: ADDRESSES.vercel })).status, 200);
    edges.outage(false);
    assert.equal((await get(PUBLIC, "/", { address: ADDRESSES.cloudfront })).status, 200);
  });

  it("serve stable natively and the canary through CloudFront, under the public host's name", async () => {
    await serve("10");
    const stable = await get(PUBLIC, "/api/health", { address: ADDRESSES.vercel });
    assert.deepEqual([stable.status, stable.version, stable.leg], [200, old.version, "stable"]);
    const canary = await get(PUBLIC, "/api/health", { address: ADDRESSES.cloudfront });
    assert.deepEqual([canary.status, canary.version, canary.leg], [200, fresh.version, "canary"]);
    assert.match(canary.body, /"status":"ok"/);
    assert.deepEqual(
      served.map(({ version, leg }) => [version, leg]),
      [
        [old.version, "stable"],
        [fresh.version, "canary"],
      ],
    );
  });

  it("serve stable to whoever is on the canary's leg at 0 %, and what is prepared on the canary host", async () => {
    await serve("prepared");
    const address = ADDRESSES.cloudfront;
    assert.equal((await get(PUBLIC, "/", { address })).version, old.version);
    assert.equal((await get(CANARY)).version, fresh.version);
  });

  it("send a visitor where DNS says", async () => {
    await serve("100");
    assert.equal((await get(PUBLIC)).version, fresh.version);
    assert.equal((await get(CANARY)).version, fresh.version);
  });

  it("do not know a host that Vercel has no domain or no alias for", async () => {
    await serve("first");
    const address = ADDRESSES.vercel;
    await assert.rejects(get("other.example.com", "/", { address }), {
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    const [alias] = running.store
      .resources("vercel:index/alias:Alias")
      .filter(({ outputs }) => outputs["alias"] === PUBLIC);
    assert.ok(alias);
    running.store.byHand(alias, "delete");
    const { status, body } = await get(PUBLIC);
    assert.equal(status, 404);
    assert.match(body, /DEPLOYMENT_NOT_FOUND/);
  });

  it("serve the wrong release where CloudFront sends the visitor's Host to the origin", async () => {
    await serve("100");
    const before = distribution();
    const defaultCacheBehavior = before.outputs["defaultCacheBehavior"] as object;
    running.store.byHand(before, {
      defaultCacheBehavior: { ...defaultCacheBehavior, originRequestPolicyId: ALL_VIEWER },
    });
    assert.equal((await get(PUBLIC)).version, old.version);
  });

  it("show no certificate for a name that the distribution has no alias for", async () => {
    await serve("100");
    running.store.byHand(distribution(), { aliases: [] });
    await assert.rejects(get(PUBLIC), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  it("show no certificate whose validation record does not resolve", async () => {
    await serve("100");
    for (const record of running.store.resources(DNS_RECORD)) {
      if (String(record.outputs["name"]).startsWith("_")) running.store.byHand(record, "delete");
    }
    await assert.rejects(get(PUBLIC), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  it("answer 502 where the origin shows another name's certificate", async () => {
    await serve("100");
    const origins = distribution().outputs["origins"] as { originId: string }[];
    running.store.byHand(distribution(), {
      origins: origins.map((one) => ({ ...one, domainName: "x.vercel-dns.com" })),
    });
    const { status, body } = await get(PUBLIC);
    assert.equal(status, 502);
    assert.match(body, /could not reach the origin/);
  });

  it("let Vercel renew the public host's certificate while DNS leads to CloudFront", async () => {
    await serve("100");
    const address = ADDRESSES.vercel;
    assert.equal((await get(PUBLIC, "/", { address })).status, 200);
  });

  it("keep Vercel from it where CloudFront does not pass the authority's request on", async () => {
    await serve("100");
    running.store.byHand(distribution(), { orderedCacheBehaviors: [] });
    const address = ADDRESSES.vercel;
    await assert.rejects(get(PUBLIC, "/", { address }), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
  });

  it("lead plain HTTP to TLS", async () => {
    await serve("first");
    for (const [host, status] of [
      [ADDRESSES.vercel, 308],
      [ADDRESSES.cloudfront, 301],
    ] as const) {
      const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
      plainRequest(
        { host, port: edges.http, path: "/a?b", headers: { host: PUBLIC } },
        resolve,
      ).end();
      const response = await promise;
      response.resume();
      assert.equal(response.statusCode, status);
      assert.equal(response.headers.location, `https://${PUBLIC}/a?b`);
    }
  });

  it("serve an app that can go bad", async () => {
    await serve("100");
    const orders = new SiteOrders(running.file);
    const observed = async (path: string) => (await get(PUBLIC, path)).status;
    orders.break(fresh.deployment, { redis: false });
    assert.equal(await observed("/api/health"), 503);
    assert.match((await get(PUBLIC)).body, /"redis":{"ok":false}/);
    orders.mend(fresh.deployment);
    assert.equal(await observed("/api/health"), 200);
    orders.break(fresh.deployment, { errorRate: 100 });
    assert.equal(await observed("/"), 500);
    orders.mend(fresh.deployment);
    orders.break(fresh.deployment, { up: false });
    assert.equal(await observed("/"), 500);
    orders.break(fresh.deployment, { up: true, silent: true });
    const before = served.length;
    assert.equal(await observed("/"), 200);
    assert.equal(served.length, before, "a silent deployment reports nothing");
    orders.close();
  });
});
