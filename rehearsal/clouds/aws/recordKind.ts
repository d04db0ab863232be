import { z } from "zod";
import type { Kind } from "../resourceType.ts";

const TYPES = [
  "A",
  "AAAA",
  "CAA",
  "CNAME",
  "DS",
  "HTTPS",
  "MX",
  "NAPTR",
  "NS",
  "PTR",
  "SOA",
  "SPF",
  "SRV",
  "SSHFP",
  "SVCB",
  "TLSA",
  "TXT",
] as const;

const target = z.strictObject({
  name: z.string(),
  zoneId: z.string(),
  evaluateTargetHealth: z.boolean(),
});

const fields = z.object({
  zoneId: z.string(),
  name: z.string(),
  type: z.enum(TYPES),
  ttl: z.int().min(0).optional(),
  records: z.array(z.string()).optional(),
  aliases: z.array(target).max(1).optional(),
  setIdentifier: z.string().optional(),
  weightedRoutingPolicies: z
    .array(z.strictObject({ weight: z.int() }))
    .max(1)
    .optional(),
  healthCheckId: z.string().optional(),
  allowOverwrite: z.boolean().optional(),
});

// What the provider itself refuses before it calls Route 53.
const inputs = fields
  .refine(({ records, aliases }) => (records === undefined) !== (aliases === undefined), {
    path: ["records"],
    error: "one of records and aliases is needed, and not both",
  })
  .refine(({ records, ttl }) => (records === undefined) === (ttl === undefined), {
    path: ["ttl"],
    error: "goes with records, and records with it",
  })
  .refine((one) => one.weightedRoutingPolicies === undefined || one.setIdentifier !== undefined, {
    path: ["setIdentifier"],
    error: "needed with weightedRoutingPolicies",
  });

export type RecordInputs = z.infer<typeof inputs>;

export const recordKind: Kind<RecordInputs> = { token: "aws:route53/record:Record", inputs };
