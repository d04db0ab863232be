import { resourceType, type Cloud } from "../resourceType.ts";
import { dnsRecord } from "./dnsRecord.ts";
import { wording } from "./failures.ts";

/** Cloudflare: DNS. */
export const cloudflare: Cloud = {
  name: "cloudflare",
  sdk: "@pulumi/cloudflare",
  types: [resourceType(dnsRecord)],
  wording,
};
