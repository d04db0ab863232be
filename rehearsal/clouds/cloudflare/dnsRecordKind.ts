import type { DnsRecordArgs } from "@pulumi/cloudflare/dnsRecord.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind } from "../resourceType.ts";

const TYPES = [
  "A",
  "AAAA",
  "CAA",
  "CERT",
  "CNAME",
  "DNSKEY",
  "DS",
  "HTTPS",
  "LOC",
  "MX",
  "NAPTR",
  "NS",
  "OPENPGPKEY",
  "PTR",
  "SMIMEA",
  "SRV",
  "SSHFP",
  "SVCB",
  "TLSA",
  "TXT",
  "URI",
] as const;

const inputs = z.strictObject({
  zoneId: z.string().length(32),
  name: z.string(),
  type: z.enum(TYPES),
  ttl: z.number(),
  content: z.string().optional(),
  proxied: z.boolean().optional(),
  priority: z.int().min(0).max(65535).optional(),
  comment: z.string().optional(),
  tags: z.array(z.string()).optional(),
  settings: z
    .strictObject({
      flattenCname: z.boolean().optional(),
      ipv4Only: z.boolean().optional(),
      ipv6Only: z.boolean().optional(),
    })
    .optional(),
  ...kept("data", "includeShadowMetadata", "privateRouting"),
} satisfies Record<keyof DnsRecordArgs, z.ZodType>);

export type DnsRecordInputs = z.infer<typeof inputs>;

export const dnsRecordKind: Kind<DnsRecordInputs> = {
  token: "cloudflare:index/dnsRecord:DnsRecord",
  inputs,
};
