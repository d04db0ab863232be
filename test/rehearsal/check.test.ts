import assert from "node:assert/strict";
import { undeclared, unlike } from "../../rehearsal/check.ts";
import { CANARY, fresh, old, production, PUBLIC, type Production } from "../engine/production.ts";

describe("the rehearsal's look at the clouds", () => {
  let running: Production;
  afterEach(() => running.close());

  it("finds nothing where they hold what is declared", async () => {
    running = await production("10");
    assert.deepEqual(await undeclared(running.workspace, running.store, ["production"]), []);
  });

  it("finds what they hold otherwise, not at all, or without a declaration", async () => {
    running = await production("10");
    const [zone] = running.store.resources("aws:route53/zone:Zone");
    const [first, second] = running.store.resources("cloudflare:index/dnsRecord:DnsRecord");
    assert.ok(zone && first && second);
    running.store.byHand(zone, { comment: "changed" });
    running.store.byHand(first, "delete");
    const faults = (await undeclared(running.workspace, running.store, ["production"])).join("\n");
    assert.match(faults, /Zone::traffic: comment is "changed" in the cloud/);
    assert.match(faults, /is declared and in no cloud/);
    const alone = (await undeclared(running.workspace, running.store, ["staging"])).join("\n");
    assert.match(alone, /is in the cloud and declared nowhere/);
  });

  it("names each weight and host that is not as a step must leave it", async () => {
    running = await production("10");
    const hosts = { [PUBLIC]: fresh, [CANARY]: fresh };
    assert.deepEqual(unlike(running.held(), { canary: 25, hosts }), [
      "the stable weight is 90, not 75",
      "the canary weight is 10, not 25",
      `what ${PUBLIC} serves is ${old.deployment}, not ${fresh.deployment}`,
    ]);
  });
});
