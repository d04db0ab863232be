// The repository's own program, and beside it what more hosts take: as many as `bench:hosts` says, in all.
import * as pulumi from "@pulumi/pulumi";
import { Certificates, TrafficSplit } from "../../../components/index.ts";

const result = (await import("../../../index.ts")).default;
const hosts = new pulumi.Config("bench").requireNumber("hosts");

for (let number = 2; number <= hosts; number++) {
  const zone = `shop-${number}.example`;
  const zoneId = number.toString(16).padStart(32, "0");
  const host = `www.${zone}`;
  const certificate = new Certificates(`host-${number}`, { host, zoneId }, { protect: false });
  new TrafficSplit(
    `host-${number}`,
    {
      host,
      origin: `origin.${zone}`,
      delegated: `rollout.${host}`,
      cloudflare: { zone, zoneId },
      target: "cname.vercel-dns.com",
      health: { path: "/api/health", body: '"status":"ok"' },
      certificateArn: certificate.arn,
      percentage: pulumi.output(10),
    },
    { protect: false },
  );
}

export default result;
