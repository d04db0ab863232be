import assert from "node:assert/strict";
import { Resolver as NodeResolver } from "node:dns/promises";
import { connect } from "node:net";
import { decode, encode } from "dns-packet";
import { ADDRESSES, startDns, type Dns } from "../../../rehearsal/dns/index.ts";
import { HealthTable } from "../../../rehearsal/dns/health.ts";
import { cloudflareZones } from "../../../rehearsal/zones.ts";
import { production, PUBLIC, type Production } from "../../engine/production.ts";
import { openAsker } from "./ask.ts";

const WEIGHTED = "www.rollout.www.example.com";
const RECORD = "aws:route53/record:Record";

describe("the DNS of production", () => {
  let running: Production;
  let dns: Dns;

  async function serve(stage: string, scale = 1) {
    running = await production(stage);
    dns = await startDns({
      file: running.file,
      zones: await cloudflareZones(running.workspace.directory),
      scale,
    });
  }

  afterEach(async () => {
    await dns.close();
    await running.close();
  });

  const route53 = () => ({ host: ADDRESSES.route53, port: dns.port });

  it("leads from the public host through both zones to the leg that the weights say", async () => {
    await serve("first");
    const { answers, rcode } = await dns.resolver().resolve({ name: PUBLIC, type: "A" });
    assert.equal(rcode, 0);
    assert.deepEqual(
      answers.map((one) => `${one.name} ${one.type} ${"ttl" in one ? one.ttl : ""}`),
      [`${PUBLIC} CNAME 300`, `${WEIGHTED} CNAME 60`, "cname.vercel-dns.com A 60"],
    );
    assert.deepEqual(await dns.resolver().addresses(PUBLIC), [ADDRESSES.vercel]);
  });

  it("answers by weight: 10,000 answers lie within what chance allows, but once in a million times", async () => {
    await serve("25");
    const entry = running.store.resources("aws:cloudfront/distribution:Distribution")[0];
    const asker = openAsker();
    let canary = 0;
    for (let round = 0; round < 100; round++) {
      const packets = await Promise.all(
        Array.from({ length: 100 }, () => asker.ask(route53(), { name: WEIGHTED, type: "CNAME" })),
      );
      for (const { answers = [] } of packets) {
        const [answer] = answers;
        assert.equal(answer?.type, "CNAME");
        if (answer.data === entry?.outputs["domainName"]) canary++;
      }
    }
    asker.close();
    // 4.89 standard deviations of a binomial with p = 0.25 and n = 10,000: 212.
    assert.ok(Math.abs(canary - 2500) <= 4.89 * Math.sqrt(10_000 * 0.25 * 0.75), `${canary}`);
  });

  it("takes a canary that is not healthy out of its answers", async () => {
    await serve("100");
    const health = new HealthTable(running.file);
    const [check] = running.store.resources("aws:route53/healthCheck:HealthCheck");
    assert.deepEqual(await dns.resolver().addresses(PUBLIC), [ADDRESSES.cloudfront]);
    health.keep(check?.id ?? "", { healthy: false, since: "now", observed: "500" });
    assert.deepEqual(await dns.resolver().addresses(PUBLIC), [ADDRESSES.vercel]);
    health.close();
  });

  it("is kept by a resolver for its TTL, and no longer", async () => {
    await serve("100", 30);
    const resolver = dns.resolver();
    assert.deepEqual(await resolver.addresses(PUBLIC), [ADDRESSES.cloudfront]);
    for (const one of running.store.resources(RECORD)) {
      const weight = one.outputs["setIdentifier"] === "canary" ? 0 : 100;
      running.store.byHand(one, { weightedRoutingPolicies: [{ weight }] });
    }
    assert.deepEqual(await resolver.addresses(PUBLIC), [ADDRESSES.cloudfront], "the old answer");
    assert.deepEqual(await dns.resolver().addresses(PUBLIC), [ADDRESSES.vercel], "a new resolver");
    for (let tries = 0; tries < 1000; tries++) {
      const [address] = await resolver.addresses(PUBLIC);
      if (address === ADDRESSES.vercel) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.fail("60 s, 30 times as fast, did not end");
  });

  it("fails where the delegation leads to servers that do not know the zone", async () => {
    await serve("first");
    for (const record of running.store.resources("cloudflare:index/dnsRecord:DnsRecord")) {
      if (record.outputs["type"] === "NS")
        running.store.byHand(record, { content: "ns-1.awsdns-99.com" });
    }
    assert.equal((await dns.resolver().resolve({ name: PUBLIC, type: "A" })).rcode, 2);
    await assert.rejects(dns.resolver().addresses(PUBLIC), /EAI_AGAIN/);
  });

  it("speaks to other programs: over UDP and TCP, with EDNS, capitals kept, and says what is not there", async () => {
    await serve("first");
    const node = new NodeResolver();
    node.setServers([`${dns.host}:${dns.port}`]);
    assert.deepEqual(await node.resolve4(PUBLIC), [ADDRESSES.vercel]);
    await assert.rejects(node.resolve4("nothing.example.com"), { code: "ENOTFOUND" });
    await assert.rejects(node.resolve4("example.org"), { code: "ESERVFAIL" });
    assert.deepEqual(await node.resolve6(PUBLIC).catch(String), []);

    const asker = openAsker();
    const mixed = await asker.ask(route53(), {
      name: "WwW.rOllout.wWw.Example.com",
      type: "CNAME",
    });
    assert.equal(mixed.questions?.[0]?.name, "WwW.rOllout.wWw.Example.com");
    assert.equal(mixed.answers?.[0]?.name, "WwW.rOllout.wWw.Example.com");
    assert.equal(mixed.flag_aa, true);
    asker.close();

    const packet = await overTcp(dns, {
      type: "query",
      id: 7,
      questions: [{ name: PUBLIC, type: "A", class: "IN" }],
      additionals: [
        {
          type: "OPT",
          name: ".",
          udpPayloadSize: 1232,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: 0,
          flag_do: false,
          options: [],
        },
      ],
    });
    assert.equal(packet.id, 7);
    assert.equal(packet.answers?.length, 3);
    assert.equal(packet.additionals?.[0]?.type, "OPT");
  });
});

function overTcp({ host, port }: Dns, query: Parameters<typeof encode>[0]) {
  const { promise, resolve, reject } = Promise.withResolvers<ReturnType<typeof decode>>();
  const socket = connect(port, host);
  const bytes = encode(query);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  // In two pieces, as a network may deliver them.
  socket.write(Buffer.concat([length, bytes.subarray(0, 5)]));
  setTimeout(() => socket.write(bytes.subarray(5)), 20);
  socket.once("error", reject);
  socket.once("data", (data) => {
    resolve(decode(data.subarray(2)));
    socket.destroy();
  });
  return promise;
}
