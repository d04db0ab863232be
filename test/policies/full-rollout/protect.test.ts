import policy from "../../../policies/full-rollout/protect.ts";
import { describePolicy, type Refused } from "../describe.ts";
import { beside } from "../judged.ts";

const open = (type: string) => ({
  resources: beside({ type, name: "open", props: {}, protect: false }),
});
const lasting: readonly Refused[] = [
  "aws:acm/certificate:Certificate",
  "aws:cloudfront/distribution:Distribution",
  "aws:route53/healthCheck:HealthCheck",
  "aws:route53/record:Record",
  "aws:route53/zone:Zone",
  "cloudflare:index/dnsRecord:DnsRecord",
  "pulumi:index:Stash",
  "vercel:index/alias:Alias",
  "vercel:index/project:Project",
  "vercel:index/projectDomain:ProjectDomain",
].map((type) => [`an open ${type}`, open(type), new RegExp(`open \\(${type}\\) can be deleted`)]);

describePolicy(
  policy,
  [
    ...lasting,
    [
      "an open one in staging",
      { ...open("vercel:index/project:Project"), environment: "staging" },
      /open .* can be deleted/,
    ],
  ],
  [
    ["an open one that is soon made again", open("datadog:index/monitor:Monitor")],
    [
      "an open one of a rehearsal",
      { ...open("aws:route53/zone:Zone"), config: { "datadog.host": "http://127.0.0.1:8126" } },
    ],
  ],
);
