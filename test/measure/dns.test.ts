import assert from "node:assert/strict";
import { queryDns } from "../../measure/dns.ts";
import { authoritative } from "../../rehearsal/dns/message.ts";
import { serveDns } from "../../rehearsal/dns/serve.ts";

const NAME = "www.rollout.example.com";
const ZONE = {
  apex: "rollout.example.com",
  nameServers: ["ns1.example.com"],
  contact: "example.com",
  negativeTtl: 60,
  records: [],
};

describe("DNS, queried where a name leads", () => {
  /** A server that answers one target after the other; none at all where there is no target. */
  async function serverOf(...targets: string[]) {
    const requests: string[] = [];
    const server = await serveDns(
      (query) => {
        requests.push(query.name);
        if (targets.length === 0) return new Promise(() => undefined);
        const target = targets[Math.min(requests.length, targets.length) - 1] ?? "none";
        const record = { name: query.name, type: "CNAME", ttl: 60, values: [target] } as const;
        return authoritative(
          query,
          target === "none"
            ? { is: "nxdomain", zone: ZONE, records: [] }
            : { is: "answer", records: [record] },
        );
      },
      { host: "127.0.0.1", port: 0 },
    );
    return {
      at: `127.0.0.1:${server.port}`,
      requests,
      [Symbol.asyncDispose]: () => server.close(),
    };
  }

  const ask = (resolvers: string[], seconds = 2) =>
    queryDns({ name: NAME, nameServers: [], resolvers }, seconds);

  it("gives every target of each server, once, asking several times", async () => {
    await using one = await serverOf("Cname.Vercel-DNS.com");
    await using two = await serverOf(
      "cname.vercel-dns.com",
      "d1.cloudfront.net",
      "d1.cloudfront.net",
    );
    assert.deepEqual(await ask([one.at, two.at]), [
      { server: one.at, keeps: false, targets: ["cname.vercel-dns.com"] },
      { server: two.at, keeps: false, targets: ["cname.vercel-dns.com", "d1.cloudfront.net"] },
    ]);
    assert.deepEqual(one.requests, [NAME, NAME, NAME]);
  });

  it("says why a server has no answer", async () => {
    await using none = await serverOf("none");
    const [missing, refused] = await ask([none.at, "127.0.0.1:9"]);
    assert.equal(missing?.failed, "no such name");
    assert.equal(refused?.failed, "cannot be reached");
    assert.deepEqual([missing.targets, refused.targets], [[], []]);
  });

  it("waits for a silent server no longer than its limit", async () => {
    await using silent = await serverOf();
    const [answer] = await ask([silent.at], 0.3);
    assert.match(answer?.failed ?? "", /^no answer/);
  });

  it("asks the zone's name servers by their names, and this machine's resolver, where none are given", async () => {
    const answers = await queryDns({ name: "www.invalid", nameServers: ["ns.invalid"] }, 1);
    assert.deepEqual(
      answers.map(({ server, keeps, targets }) => [server, keeps, targets]),
      [
        ["ns.invalid", false, []],
        ["this machine's resolver", true, []],
      ],
    );
    for (const { failed } of answers) assert.ok(failed);
  });
});
