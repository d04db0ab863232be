import assert from "node:assert/strict";
import { askDelegation, delegatedTo } from "../../measure/delegation.ts";
import { authoritative } from "../../rehearsal/dns/message.ts";
import { answerTo } from "../../rehearsal/dns/answer.ts";
import { serveDns } from "../../rehearsal/dns/serve.ts";

const NAME = "rollout.www.example.com";

/** A server of the Cloudflare zone, that delegates a name. */
async function serverOf(delegated: string) {
  const ns = (value: string) =>
    ({ name: delegated, type: "NS", ttl: 60, values: [value] }) as const;
  const zone = {
    apex: "example.com",
    nameServers: ["ada.ns.cloudflare.com"],
    contact: "dns.cloudflare.com",
    negativeTtl: 60,
    records: [ns("NS-1.awsdns-02.com"), ns("ns-3.awsdns-04.org.")],
  };
  const luck = { random: Math.random, healthy: () => true };
  const server = await serveDns(
    (query) => Promise.resolve(authoritative(query, answerTo(query, [zone], luck))),
    { host: "127.0.0.1", port: 0 },
  );
  return {
    at: `127.0.0.1:${server.port}`,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

describe("Whom a name is delegated to", () => {
  const ask = (resolvers: readonly string[], seconds = 2) =>
    delegatedTo({ name: NAME, zone: "example.com", resolvers }, seconds);

  it("is said by the zone's name servers, which refer to the others", async () => {
    await using server = await serverOf(NAME);
    assert.deepEqual(await ask([server.at]), ["ns-1.awsdns-02.com", "ns-3.awsdns-04.org"]);
  });

  it("is nobody where the name is not delegated itself", async () => {
    await using above = await serverOf("www.example.com");
    await using other = await serverOf("rollout.shop.example.com");
    assert.deepEqual(await ask([above.at, other.at]), []);
  });

  it("is nobody, at once, where no server can be reached", async () => {
    const started = performance.now();
    assert.deepEqual(await ask(["127.0.0.1:9", "[::1]:9"], 20), []);
    assert.ok(performance.now() - started < 10_000);
  });

  it("is not known where a server fails, and nobody by that", async () => {
    const failing = await serveDns(() => ({ rcode: 2 }), { host: "127.0.0.1", port: 0 });
    const at = `127.0.0.1:${failing.port}`;
    const question = { name: NAME, zone: "example.com", resolvers: [at] };
    assert.deepEqual(await askDelegation(question, 2), {
      ...{ ok: false, failed: `${at} failed to answer (RCODE 2)` },
    });
    assert.deepEqual(await ask([at]), []);
    await failing.close();
  });

  it("is nobody, in time, where a server says nothing", async () => {
    const silent = await serveDns(() => new Promise(() => undefined), {
      host: "127.0.0.1",
      port: 0,
    });
    const started = performance.now();
    assert.deepEqual(await ask([`127.0.0.1:${silent.port}`], 0.3), []);
    assert.ok(performance.now() - started < 10_000);
    await silent.close();
  });
});
