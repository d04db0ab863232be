// A program of somebody else's, which declares a certificate and the split, and no rollout.
import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "../../../../components/certificates.ts";
import { TrafficSplit } from "../../../../components/trafficSplit.ts";

const cloudflare = { zone: "example.com", zoneId: "0123456789abcdef0123456789abcdef" };
const host = "www.example.com";
const certificates = new Certificates("canary", { host, zoneId: cloudflare.zoneId });
const split = new TrafficSplit("traffic", {
  host,
  origin: "canary-origin.example.com",
  cloudflare,
  delegated: "rollout.www.example.com",
  target: "cname.vercel-dns.com",
  health: { path: "/api/health", body: '"status":"ok"' },
  certificateArn: certificates.arn,
  percentage: pulumi.output(new pulumi.Config("canary").requireNumber("percentage")),
});

export const weightedName = split.weightedName;
