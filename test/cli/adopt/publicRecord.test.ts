import assert from "node:assert/strict";
import { isSwitched, keptUntil, ready, toReady } from "../../../cli/adopt/publicRecord.ts";
import type { CloudflareRecord } from "../../../vendors/cloudflare.ts";

const NAME = {
  host: "www.example.com",
  target: "cname.vercel-dns.com",
  weighted: "www.rollout.www.example.com",
};
const record = (own: Partial<CloudflareRecord> = {}): CloudflareRecord => ({
  ...{ id: "r1", name: NAME.host, type: "CNAME", content: NAME.target, ttl: 60, proxied: false },
  ...{ comment: undefined, modified: "2026-01-31T12:00:00.000Z" },
  ...own,
});

describe("the record of the public name, before the switch", () => {
  it("is left alone where it leads straight to Vercel and is kept for a minute", () => {
    assert.deepEqual(toReady(record(), NAME), []);
    assert.deepEqual(toReady(record({ ttl: 30, content: "CNAME.vercel-dns.com." }), NAME), []);
  });

  it("becomes such a one, each change said", () => {
    const all = record({ type: "A", content: "76.76.21.21", ttl: 1, proxied: true });
    assert.deepEqual(toReady(all, NAME), [
      "type A => CNAME",
      "content 76.76.21.21 => cname.vercel-dns.com",
      "ttl automatic => 60",
      "proxied true => false",
    ]);
    assert.deepEqual(ready(NAME), {
      ...{ name: NAME.host, type: "CNAME", content: NAME.target, ttl: 60, proxied: false },
    });
  });

  it("is switched where it leads to the weighted name", () => {
    assert.equal(isSwitched(record(), NAME), false);
    assert.equal(isSwitched(record({ content: "WWW.rollout.www.example.com." }), NAME), true);
  });

  it("is kept by resolvers for as long as it was before its last change", () => {
    const at = Date.parse("2026-01-31T12:00:00.000Z");
    assert.equal(keptUntil(record(), { ttl: 3600 }), at + 3600_000);
    assert.equal(keptUntil(record(), { ttl: 60 }), at + 60_000);
    assert.equal(keptUntil(record(), { ttl: 1 }), at + 300_000, "automatic");
    assert.equal(keptUntil(record(), { ttl: 60, proxied: true }), at + 300_000, "proxied");
    assert.equal(keptUntil(record({ ttl: 600 }), { ttl: 60 }), at + 600_000, "as it is now");
  });
});
