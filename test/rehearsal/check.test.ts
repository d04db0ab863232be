import assert from "node:assert/strict";
import { undeclared, unlike } from "../../rehearsal/check.ts";
import { CANARY, fresh, old, production, PUBLIC, type Production } from "../engine/production.ts";

describe("the rehearsal's look at the clouds", () => {
  let found: Production;
  afterEach(() => found.close());

  it("finds nothing where they hold what is declared", async () => {
    found = await production("10");
    assert.deepEqual(await undeclared(found.ground, found.store, ["production"]), []);
  });

  it("finds what they hold otherwise, not at all, or without a declaration", async () => {
    found = await production("10");
    const [zone] = found.store.resources("aws:route53/zone:Zone");
    const [first, second] = found.store.resources("cloudflare:index/dnsRecord:DnsRecord");
    assert.ok(zone && first && second);
    found.store.byHand(zone, { comment: "changed" });
    found.store.byHand(first, "delete");
    const faults = (await undeclared(found.ground, found.store, ["production"])).join("\n");
    assert.match(faults, /Zone::traffic: comment is "changed" in the cloud/);
    assert.match(faults, /is declared and in no cloud/);
    const alone = (await undeclared(found.ground, found.store, ["staging"])).join("\n");
    assert.match(alone, /is in the cloud and declared nowhere/);
  });

  it("names each weight and host that is not as a step must leave it", async () => {
    found = await production("10");
    const hosts = { [PUBLIC]: fresh, [CANARY]: fresh };
    assert.deepEqual(unlike(found.held(), { canary: 25, hosts }), [
      "the stable weight is 90, not 75",
      "the canary weight is 10, not 25",
      `what ${PUBLIC} serves is ${old.deployment}, not ${fresh.deployment}`,
    ]);
  });
});
