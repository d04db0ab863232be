import { z } from "zod";
import { dnsRecord } from "../cloudflare/dnsRecord.ts";
import { tags } from "../inputs.ts";
import { dnsName, sameName } from "../names.ts";
import { drawFrom, LOWER, uuid } from "../store/draw.ts";
import type { Held, HeldResource, ResourceType } from "../resourceType.ts";
import { ACCOUNT } from "./failures.ts";

const YEAR = 365 * 24 * 60 * 60 * 1000;

const inputs = z.object({
  domainName: z.string(),
  // The real provider takes its configured region; here a program says which it means.
  region: z.string(),
  validationMethod: z.enum(["DNS", "EMAIL"]).optional(),
  subjectAlternativeNames: z.array(z.string()).optional(),
  keyAlgorithm: z.string().optional(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A record that proves to ACM who owns a domain. */
export interface Proof {
  readonly domainName: string;
  readonly resourceRecordName: string;
  readonly resourceRecordType: string;
  readonly resourceRecordValue: string;
}

/**
 * A certificate of ACM: pending until each of its names has its proof at Cloudflare, then issued for
 * good.
 * https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/acm/aws.sdk.kotlin.services.acm.model/-certificate-detail/status.html
 */
export const certificate: ResourceType<Inputs> = {
  token: "aws:acm/certificate:Certificate",
  inputs,
  immutable: [
    "domainName",
    "region",
    "validationMethod",
    "subjectAlternativeNames",
    "keyAlgorithm",
    "validationOptions",
  ],
  identify: ({ region }, draw) => `arn:aws:acm:${region}:${ACCOUNT}:certificate/${uuid(draw)}`,
  adds: {
    arn: (_, { id }) => id,
    domainValidationOptions: (inputs) => namesOf(inputs).map(proofOf),
    keyAlgorithm: ({ keyAlgorithm }) => keyAlgorithm ?? "RSA_2048",
    notAfter: (_, { before }) => before?.["notAfter"] ?? "",
    notBefore: (_, { before }) => before?.["notBefore"] ?? "",
    pendingRenewal: () => false,
    renewalEligibility: () => "INELIGIBLE",
    renewalSummaries: () => [],
    status: (_, { before }) => before?.["status"] ?? "PENDING_VALIDATION",
    subjectAlternativeNames: ({ domainName, subjectAlternativeNames: given }) =>
      given ?? [domainName],
    tagsAll: ({ tags }) => tags ?? {},
    type: () => "AMAZON_ISSUED",
    validationEmails: () => [],
  },
  settles: (certificate, held) => {
    if (isIssued(certificate) || missingProofs(certificate, held).length > 0) return undefined;
    const now = Date.now();
    return {
      status: "ISSUED",
      notBefore: new Date(now).toISOString(),
      notAfter: new Date(now + YEAR).toISOString(),
    };
  },
};

/** The names that a certificate is for. */
export function namesOf({ domainName, subjectAlternativeNames = [] }: Inputs): string[] {
  return [...new Set([domainName, ...subjectAlternativeNames])];
}

export function isIssued({ outputs }: HeldResource<Inputs>): boolean {
  return outputs["status"] === "ISSUED";
}

export function proofsOf({ outputs }: HeldResource<Inputs>): Proof[] {
  return namesOf(outputs).map(proofOf);
}

/** The proofs that Cloudflare does not hold. */
export function missingProofs(certificate: HeldResource<Inputs>, held: Held): Proof[] {
  const records = held.of(dnsRecord).filter(({ outputs }) => outputs.type === "CNAME");
  return proofsOf(certificate).filter(
    ({ resourceRecordName, resourceRecordValue }) =>
      !records.some(
        ({ outputs }) =>
          sameName(outputs.name, resourceRecordName) &&
          sameName(outputs.content ?? "", resourceRecordValue),
      ),
  );
}

/** One account always gets the same proof for a domain, so that a new certificate needs no other. */
function proofOf(domainName: string): Proof {
  const domain = dnsName(domainName.replace(/^\*\./, ""));
  const draw = drawFrom(`${ACCOUNT} ${domain}`);
  return {
    domainName,
    resourceRecordName: `_${draw("name", 32)}.${domain}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${draw("value", 32)}.${draw("pool", 10, LOWER.slice(10))}.acm-validations.aws.`,
  };
}
