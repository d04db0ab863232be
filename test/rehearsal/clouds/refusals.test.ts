import assert from "node:assert/strict";
import * as a from "./samples.ts";
import { stand, type Stand } from "./stand.ts";

interface Case {
  readonly it: string;
  /** What is there before, and the change that is refused. */
  readonly when: (clouds: Stand) => Promise<unknown>;
  /** What the vendor says. */
  readonly says: RegExp;
}

/** A zone, and what is in it. */
async function inZone(clouds: Stand, ...records: ((zoneId: string) => Record<string, unknown>)[]) {
  const { id } = await clouds.create(a.ZONE, a.zone());
  for (const one of records) await clouds.create(a.RECORD, one(id));
  return id;
}

const stable = (zoneId: string) => a.weighted(zoneId, "stable", 90);
const simple = (zoneId: string) => a.record(zoneId);

const route53: Case[] = [
  {
    it: "a record in no zone",
    when: (clouds) => clouds.create(a.RECORD, a.record("Z1")),
    says: /reading Route 53 Hosted Zone \(Z1\): couldn't find resource/,
  },
  {
    it: "a short name, which the real provider would complete",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { name: "www" })),
    says: /full names alone: www\.example\.com/,
  },
  {
    it: "a simple record beside weighted ones",
    when: async (clouds) => clouds.create(a.RECORD, a.record(await inZone(clouds, stable))),
    says: /InvalidChangeBatch: .*other RRSets exist with the same name and type/,
  },
  {
    it: "a weighted record beside a simple one",
    when: async (clouds) => clouds.create(a.RECORD, stable(await inZone(clouds, simple))),
    says: /InvalidChangeBatch: .*SetIdentifier stable.*a non-weighted set exists/,
  },
  {
    it: "another TTL within a weighted set",
    when: async (clouds) => {
      const zoneId = await inZone(clouds, stable);
      return clouds.create(a.RECORD, a.weighted(zoneId, "canary", 10, { ttl: 300 }));
    },
    says: /InvalidChangeBatch: .*SetIdentifier canary.*must contain the same TTL/,
  },
  {
    it: "a changed TTL within a weighted set",
    when: async (clouds) => {
      const zoneId = await inZone(clouds, stable);
      const { id } = await clouds.create(a.RECORD, a.weighted(zoneId, "canary", 10));
      return clouds.update(a.RECORD, id, a.weighted(zoneId, "canary", 10, { ttl: 300 }));
    },
    says: /must contain the same TTL/,
  },
  ...[-1, 256].map((weight) => ({
    it: `the weight ${weight}`,
    when: async (clouds: Stand) =>
      clouds.create(a.RECORD, a.weighted(await inZone(clouds), "stable", weight)),
    says: /InvalidInput: Weight -?\d+ is not an integer between 0 and 255/,
  })),
  {
    it: "a set identifier twice",
    when: async (clouds) => clouds.create(a.RECORD, stable(await inZone(clouds, stable))),
    says: /Tried to create .*name='www\.example\.com\.'.*set-identifier='stable'.*already exists/,
  },
  {
    it: "a CNAME beside another type",
    when: async (clouds) => {
      const text = (id: string) => a.record(id, { type: "TXT", records: ["hello"] });
      return clouds.create(a.RECORD, simple(await inZone(clouds, text)));
    },
    says: /type CNAME .*conflicts with other records with the same DNS name in zone example\.com\./,
  },
  {
    it: "another type beside a CNAME",
    when: async (clouds) => {
      const address = { type: "A", records: ["192.0.2.1"] };
      return clouds.create(a.RECORD, a.record(await inZone(clouds, simple), address));
    },
    says: /type A .*a conflicting RRSet of type CNAME/,
  },
  {
    it: "a CNAME for the zone itself",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { name: "example.com" })),
    says: /is not permitted at apex in zone example\.com\./,
  },
  {
    it: "a health check that is not there",
    when: async (clouds) =>
      clouds.create(a.RECORD, a.record(await inZone(clouds), { healthCheckId: "none" })),
    says: /StatusCode: 404, NoSuchHealthCheck/,
  },
  {
    it: "the deletion of a zone with records",
    when: async (clouds) => clouds.delete(a.ZONE, await inZone(clouds, simple)),
    says: /HostedZoneNotEmpty/,
  },
];

const acm: Case[] = [
  {
    it: "a validation without its proof, after a while",
    when: async (clouds) => {
      const { id } = await clouds.create(a.CERTIFICATE, a.certificate());
      return clouds.create(a.VALIDATION, { certificateArn: id, region: "us-east-1" });
    },
    says: /to be issued: timeout .*Cloudflare holds no CNAME _\w{32}\.www\.example\.com\. with/,
  },
  {
    it: "a validation that names other records than the proof",
    when: async (clouds) => {
      const validationRecordFqdns = ["_other.www.example.com"];
      const certificateArn = await a.issued(clouds);
      return clouds.create(a.VALIDATION, {
        certificateArn,
        region: "us-east-1",
        validationRecordFqdns,
      });
    },
    says: /missing www\.example\.com DNS validation record: _\w{32}\.www\.example\.com/,
  },
  {
    it: "a validation of no certificate",
    when: (clouds) =>
      clouds.create(a.VALIDATION, { certificateArn: "arn:none", region: "us-east-1" }),
    says: /reading ACM Certificate \(arn:none\): couldn't find resource/,
  },
];

const behindCertificate = (acmCertificateArn: string, aliases = [a.HOST]) =>
  a.distribution({ aliases, viewerCertificate: { acmCertificateArn } });

const cloudFront: Case[] = [
  {
    it: "an alias that another distribution has",
    when: async (clouds) => {
      const arn = await a.issued(clouds);
      await clouds.create(a.DISTRIBUTION, behindCertificate(arn), "first");
      return clouds.create(a.DISTRIBUTION, behindCertificate(arn), "second");
    },
    says: /creating CloudFront Distribution: .*StatusCode: 409, CNAMEAlreadyExists/,
  },
  {
    it: "an alias without a certificate",
    when: (clouds) => clouds.create(a.DISTRIBUTION, a.distribution({ aliases: [a.HOST] })),
    says: /InvalidViewerCertificate: To add an alternate domain name/,
  },
  {
    it: "an alias that the certificate does not cover",
    when: async (clouds) => {
      const arn = await a.issued(clouds, { domainName: "*.example.com" });
      return clouds.create(a.DISTRIBUTION, behindCertificate(arn, ["a.b.example.com"]));
    },
    says: /InvalidViewerCertificate: .*doesn't cover the alternate domain name/,
  },
  {
    it: "a certificate that is not issued",
    when: async (clouds) => {
      const { id } = await clouds.create(a.CERTIFICATE, a.certificate());
      return clouds.create(a.DISTRIBUTION, behindCertificate(id));
    },
    says: /InvalidViewerCertificate: The specified SSL certificate doesn't exist/,
  },
  {
    it: "a certificate of another region",
    when: async (clouds) =>
      clouds.create(
        a.DISTRIBUTION,
        behindCertificate(await a.issued(clouds, { region: "eu-west-1" })),
      ),
    says: /isn't in us-east-1 region/,
  },
  {
    it: "a behaviour that leads to no origin, also in an update",
    when: async (clouds) => {
      const { id } = await clouds.create(a.DISTRIBUTION, a.distribution());
      const origins = [{ originId: "other", domainName: "other.example.com" }];
      return clouds.update(a.DISTRIBUTION, id, a.distribution({ origins }));
    },
    says: /updating CloudFront Distribution \(E\w+\): .*StatusCode: 404, NoSuchOrigin/,
  },
];

const cloudflare: Case[] = [
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
];

const vercel: Case[] = [
  {
    it: "a project's name twice",
    when: async (clouds) => {
      await clouds.create(a.PROJECT, a.project(), "first");
      return clouds.create(a.PROJECT, a.project(), "second");
    },
    says: /Could not create project, unexpected error: conflict - Project "shop" already exists/,
  },
  {
    it: "a domain of another project",
    when: async (clouds) => {
      await a.ready(clouds);
      const { id } = await clouds.create(a.PROJECT, a.project({ name: "other" }), "other");
      return clouds.create(a.DOMAIN, { projectId: id, domain: a.HOST });
    },
    says: /domain_already_in_use - Cannot add www\.example\.com since it's already in use/,
  },
  ...[
    { it: "a domain", type: a.DOMAIN, inputs: { projectId: "prj_none", domain: a.HOST } },
    { it: "a variable", type: a.VARIABLE, inputs: a.variable("prj_none") },
  ].map(({ it, type, inputs }) => ({
    it: `${it} of no project`,
    when: (clouds: Stand) => clouds.create(type, inputs),
    says: /Could not find project/,
  })),
  {
    it: "an alias on a host that is no project's domain",
    when: async (clouds) => {
      await a.ready(clouds);
      return clouds.create(a.ALIAS, { alias: "other.example.com", deploymentId: "dpl_1" });
    },
    says: /Could not create alias, .*not_found - The domain used for the alias was not found/,
  },
  {
    it: "an alias to no deployment, also in an update",
    when: async (clouds) => {
      await a.ready(clouds);
      const { id } = await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_1" });
      return clouds.update(a.ALIAS, id, { alias: a.HOST, deploymentId: "dpl_none" });
    },
    says: /Could not update alias, .*not_found - The deployment was not found/,
  },
  {
    it: "a variable twice for one target",
    when: async (clouds) => {
      const projectId = await a.ready(clouds);
      await clouds.create(a.VARIABLE, a.variable(projectId), "first");
      const targets = ["preview", "production"];
      return clouds.create(a.VARIABLE, a.variable(projectId, { targets }), "second");
    },
    says: /ENV_CONFLICT - A variable with the name `SITE_URL` already exists for the target production/,
  },
];

const clouds = {
  "Route 53": route53,
  ACM: acm,
  CloudFront: cloudFront,
  Cloudflare: cloudflare,
  Vercel: vercel,
};

for (const [cloud, cases] of Object.entries(clouds)) {
  describe(`${cloud} refuses`, () => {
    for (const { it: what, when, says } of cases) {
      it(what, () => assert.rejects(when(stand()), { message: says }));
    }
  });
}

describe("the clouds accept what only looks like it", () => {
  const accepted: Record<string, (clouds: Stand) => Promise<unknown>> = {
    "two weighted records, one with a health check": async (clouds) => {
      const { id } = await clouds.create(a.HEALTH_CHECK, a.healthCheck());
      const zoneId = await inZone(clouds, stable);
      return clouds.create(a.RECORD, a.weighted(zoneId, "canary", 0, { healthCheckId: id }));
    },
    "a record over another where it may overwrite": async (clouds) => {
      const zoneId = await inZone(clouds, simple);
      await clouds.create(a.RECORD, a.record(zoneId, { allowOverwrite: true }));
      assert.equal(clouds.store.resources(a.RECORD).length, 1);
    },
    "the deletion of a zone with records where it is forced": async (clouds) => {
      const { id } = await clouds.create(a.ZONE, a.zone({ forceDestroy: true }));
      await clouds.create(a.RECORD, simple(id));
      return clouds.delete(a.ZONE, id);
    },
    "an alias that a wildcard certificate covers": async (clouds) =>
      clouds.create(
        a.DISTRIBUTION,
        behindCertificate(await a.issued(clouds, { domainName: "*.example.com" })),
      ),
    "four name servers for one name": async (clouds) => {
      for (const content of ["a", "b", "c", "d"]) {
        await clouds.create(a.DNS_RECORD, a.dnsRecord({ type: "NS", content }), content);
      }
    },
    "one name in two zones at Cloudflare": async (clouds) => {
      await clouds.create(a.DNS_RECORD, a.dnsRecord());
      return clouds.create(a.DNS_RECORD, a.dnsRecord({ zoneId: "f".repeat(32) }), "other");
    },
    "an alias that is taken from where it pointed": async (clouds) => {
      await a.ready(clouds);
      await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_1" }, "first");
      await clouds.create(a.ALIAS, { alias: a.HOST, deploymentId: "dpl_2" }, "second");
      const held = clouds.store.resources(a.ALIAS).map(({ outputs }) => outputs["deploymentId"]);
      assert.deepEqual(held, ["dpl_2"]);
    },
    "an alias on Vercel's own domain": async (clouds) => {
      await a.ready(clouds);
      return clouds.create(a.ALIAS, { alias: "shop.vercel.app", deploymentId: "dpl_1" });
    },
    "a variable twice for two targets": async (clouds) => {
      const projectId = await a.ready(clouds);
      await clouds.create(a.VARIABLE, a.variable(projectId), "first");
      return clouds.create(a.VARIABLE, a.variable(projectId, { targets: ["preview"] }), "second");
    },
  };
  for (const [what, when] of Object.entries(accepted)) it(what, () => when(stand()));
});
