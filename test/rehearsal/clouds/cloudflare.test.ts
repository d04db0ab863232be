import { accepts, refuses } from "./refusal.ts";
import * as a from "./samples.ts";
import type { Stand } from "./stand.ts";

refuses("Cloudflare", [
  ...[0, 59, 86401].map((ttl) => ({
    it: `the TTL ${ttl}`,
    when: (clouds: Stand) => clouds.create(a.DNS_RECORD, a.dnsRecord({ ttl })),
    says: /400 Bad Request .*"code":9021,"message":"TTL must be between 60 and 86400/,
  })),
  {
    it: "a record twice, its content with and without the last dot",
    when: async (clouds) => {
      await clouds.create(a.DNS_RECORD, a.dnsRecord({ type: "NS" }));
      return clouds.create(a.DNS_RECORD, a.dnsRecord({ type: "NS", content: "one.example.net." }));
    },
    says: /POST .*"code":81058,"message":"An identical record already exists\."/,
  },
  {
    it: "a CNAME beside another one",
    when: async (clouds) => {
      await clouds.create(a.DNS_RECORD, a.dnsRecord());
      return clouds.create(a.DNS_RECORD, a.dnsRecord({ content: "two.example.net" }));
    },
    says: /"code":81053/,
  },
  {
    it: "an address beside a CNAME",
    when: async (clouds) => {
      await clouds.create(a.DNS_RECORD, a.dnsRecord());
      return clouds.create(a.DNS_RECORD, a.dnsRecord({ type: "A", content: "192.0.2.1" }));
    },
    says: /"code":81054/,
  },
  {
    it: "a change of what is gone",
    when: (clouds) => clouds.update(a.DNS_RECORD, "none", a.dnsRecord()),
    says: /404 Not Found/,
  },
]);

accepts("Cloudflare", {
  "four name servers for one name": async (clouds) => {
    for (const content of ["a", "b", "c", "d"]) {
      await clouds.create(a.DNS_RECORD, a.dnsRecord({ type: "NS", content }), content);
    }
  },
  "one name in two zones at Cloudflare": async (clouds) => {
    await clouds.create(a.DNS_RECORD, a.dnsRecord());
    return clouds.create(a.DNS_RECORD, a.dnsRecord({ zoneId: "f".repeat(32) }), "other");
  },
});
