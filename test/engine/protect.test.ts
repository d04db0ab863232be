import assert from "node:assert/strict";
import { type Production, production } from "./production.ts";

/** What is owed to visitors, subscribers or auditors; the rest may come and go with a release. */
const PROTECTED = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:cloudfront/distribution:Distribution",
  "aws:route53/healthCheck:HealthCheck",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
  "cloudflare:index/dnsRecord:DnsRecord",
  "datadog:index/statusPage:StatusPage",
  "pulumi:index:Stash",
  "vercel:index/alias:Alias",
  "vercel:index/project:Project",
  "vercel:index/projectDomain:ProjectDomain",
];

describe("protection", () => {
  let running: Production;
  afterEach(() => running.close());

  it("is for what must not vanish, and for nothing that a release or a person takes along", async () => {
    running = await production("first");
    await running.edit({ set: { protect: "true" } });
    const { code, output } = await running.up("--skip-preview");
    assert.equal(code, 0, output);
    const exported = await running.workspace.pulumi("stack", "export", "--stack", "production");
    const { deployment } = JSON.parse(exported.output) as {
      deployment: { resources: { type: string; custom: boolean; protect?: boolean }[] };
    };
    const types = deployment.resources
      .filter(({ custom, protect }) => custom && protect)
      .map(({ type }) => type);
    assert.deepEqual([...new Set(types)].sort(), PROTECTED);
  });
});
