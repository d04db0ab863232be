import type { Properties } from "../../../rehearsal/clouds/index.ts";
import type { Stand } from "./stand.ts";

export const ZONE = "aws:route53/zone:Zone";
export const RECORD = "aws:route53/record:Record";
export const HEALTH_CHECK = "aws:route53/healthCheck:HealthCheck";
export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const DNS_RECORD = "cloudflare:index/dnsRecord:DnsRecord";
export const PROJECT = "vercel:index/project:Project";
export const ENVIRONMENT = "vercel:index/customEnvironment:CustomEnvironment";
export const DOMAIN = "vercel:index/projectDomain:ProjectDomain";
export const ALIAS = "vercel:index/alias:Alias";
export const VARIABLE = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";

export const HOST = "www.example.com";

/** Inputs that are as they must be; each takes what a test is about. */
export const zone = (own: Properties = {}) => ({ name: "example.com", ...own });

export const record = (zoneId: string, own: Properties = {}) => ({
  zoneId,
  name: HOST,
  type: "CNAME",
  ttl: 60,
  records: ["one.example.net"],
  ...own,
});

export const weighted = (zoneId: string, leg: string, weight: number, own: Properties = {}) =>
  record(zoneId, { setIdentifier: leg, weightedRoutingPolicies: [{ weight }], ...own });

export const healthCheck = (own: Properties = {}) => ({
  type: "HTTPS_STR_MATCH",
  fqdn: HOST,
  port: 443,
  searchString: "ok",
  requestInterval: 10,
  ...own,
});

export const certificate = (own: Properties = {}) => ({
  domainName: HOST,
  region: "us-east-1",
  validationMethod: "DNS",
  ...own,
});

export const dnsRecord = (own: Properties = {}) => ({
  zoneId: "0123456789abcdef0123456789abcdef",
  name: HOST,
  type: "CNAME",
  content: "one.example.net",
  ttl: 300,
  ...own,
});

export const distribution = (own: Properties = {}) => ({
  enabled: true,
  origins: [{ originId: "canary", domainName: "canary-origin.example.com" }],
  defaultCacheBehavior: {
    targetOriginId: "canary",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
  },
  restrictions: { geoRestriction: { restrictionType: "none" } },
  viewerCertificate: { cloudfrontDefaultCertificate: true },
  ...own,
});

export const project = (own: Properties = {}) => ({ name: "shop", ...own });

export const variable = (projectId: string, own: Properties = {}) => ({
  projectId,
  key: "SITE_URL",
  value: "https://www.example.com",
  sensitive: false,
  targets: ["production"],
  ...own,
});

export const deployment = (id: string) => {
  return { project: "shop", id, version: "1.0.0", commit: "0".repeat(40) };
};

/** A certificate that is issued: its proof is in its place. */
export async function issued(clouds: Stand, own: Properties = {}): Promise<string> {
  const { id, outputs } = await clouds.create(CERTIFICATE, certificate(own));
  await prove(clouds, outputs);
  return id;
}

/** Put a certificate's proof where ACM reads it, as Cloudflare keeps names: without their last dot. */
export function prove(clouds: Stand, outputs: Properties, own: Properties = {}) {
  const [proof] = outputs["domainValidationOptions"] as [Record<string, string>];
  const name = proof["resourceRecordName"]?.replace(/\.$/, "");
  const content = proof["resourceRecordValue"]?.replace(/\.$/, "");
  return clouds.create(DNS_RECORD, dnsRecord({ name, content, ...own }), "proof");
}

/** A project with a domain and a deployment, ready for an alias. */
export async function ready(clouds: Stand): Promise<string> {
  const { id } = await clouds.create(PROJECT, project());
  await clouds.create(DOMAIN, { projectId: id, domain: HOST });
  clouds.store.deployment(deployment("dpl_1"));
  clouds.store.deployment(deployment("dpl_2"));
  return id;
}
