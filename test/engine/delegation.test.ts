import assert from "node:assert/strict";
import { answerTo } from "../../rehearsal/dns/answer.ts";
import { authoritative } from "../../rehearsal/dns/message.ts";
import { serveDns, type NameServer } from "../../rehearsal/dns/serve.ts";
import { production, untouched, type Production } from "./production.ts";

const HOSTS = {
  public: "www.example.com",
  canary: "canary-origin.example.com",
  prepared: "canary.example.com",
};

describe("the zone that Cloudflare delegates", () => {
  let running: Production;
  let server: NameServer;

  /** Cloudflare's name servers, where the default name of the example is somebody else's. */
  before(async () => {
    const given = {
      name: "rollout.www.example.com",
      type: "NS",
      ttl: 60,
      values: ["ns-1.awsdns-02.com"],
    } as const;
    const zone = {
      apex: "example.com",
      nameServers: ["ada.ns.cloudflare.com"],
      contact: "dns.cloudflare.com",
      negativeTtl: 60,
      records: [given],
    };
    const luck = { random: Math.random, healthy: () => true };
    server = await serveDns(
      (query) => Promise.resolve(authoritative(query, answerTo(query, [zone], luck))),
      { host: "127.0.0.1", port: 0 },
    );
  });
  after(() => server.close());
  afterEach(() => running.close());

  const asksIt = () => running.edit({ set: { resolvers: [`127.0.0.1:${server.port}`] } });

  it("is not taken from whom it is delegated to already: nothing is made, until another is named", async () => {
    running = await untouched();
    await asksIt();
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await running.workspace.pulumi(...command, "--stack", "production");
      assert.notEqual(code, 0, output);
      assert.match(output, /delegated: rollout\.www\.example\.com is delegated already, to ns-1/);
      assert.doesNotMatch(output, /\.ts:\d+/);
      assert.deepEqual(running.store.resources(), []);
    }
    await running.edit({ set: { hosts: { ...HOSTS, delegated: "rollout.example.com" } } });
    const { code, output } = await running.workspace.pulumi("preview", "--stack", "production");
    assert.equal(code, 0, output);
  });

  it("stays where a stack has it, whatever config and name servers say", async () => {
    running = await production("first");
    await asksIt();
    await running.edit({ set: { hosts: { ...HOSTS, delegated: "rollout.example.com" } } });
    const { code, output } = await running.workspace.pulumi("preview", "--stack", "production");
    assert.equal(code, 0, output);
    assert.match(output, /the weighted records stay in rollout\.www\.example\.com/);
    assert.doesNotMatch(output, /replace/);
  });
});
