import { isLoopback } from "../../config/clouds.ts";
import { stackPolicy } from "../lib/policy.ts";

/** What could not be made again, or not in time: traffic, names and certificates, and the record. */
const LASTING: ReadonlySet<string> = new Set([
  "aws:acm/certificate:Certificate",
  "aws:cloudfront/distribution:Distribution",
  "aws:route53/healthCheck:HealthCheck",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "cloudflare:index/dnsRecord:DnsRecord",
  "pulumi:index:Stash",
  "vercel:index/alias:Alias",
  "vercel:index/customEnvironment:CustomEnvironment",
  "vercel:index/project:Project",
  "vercel:index/projectDomain:ProjectDomain",
]);

export default stackPolicy({
  name: "protect",
  level: "mandatory",
  severity: "high",
  description: "What must not vanish refuses to be deleted.",
  remediation: "Set protect to true.",
  // Nothing outlives a rehearsal, which alone has its Datadog on this machine.
  judge: ({ resources, config: { datadog } }) =>
    datadog.host !== undefined && isLoopback(datadog.host)
      ? []
      : resources
          .filter(({ type, protect }) => LASTING.has(type) && !protect)
          .map(({ type, name }) => `${name} (${type}) can be deleted`),
});
