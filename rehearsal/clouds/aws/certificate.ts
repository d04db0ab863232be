import type { CertificateArgs } from "@pulumi/aws/acm/certificate.js";
import { z } from "zod";
import { dnsRecordKind } from "../cloudflare/dnsRecordKind.ts";
import { kept, tags } from "../inputs.ts";
import { dnsName, sameName } from "../names.ts";
import { drawFrom, LOWER, uuid } from "../store/draw.ts";
import type { Held, HeldResource, Kind, ResourceType } from "../resourceType.ts";
import { ACCOUNT } from "./failures.ts";

const YEAR = 365 * 24 * 60 * 60 * 1000;

const inputs = z.strictObject({
  domainName: z.string(),
  // The real provider takes its configured region; here a program says which it means.
  region: z.string(),
  validationMethod: z.enum(["DNS", "EMAIL"]).optional(),
  subjectAlternativeNames: z.array(z.string()).optional(),
  keyAlgorithm: z.string().optional(),
  tags,
  ...kept(
    "certificateAuthorityArn",
    "certificateBody",
    "certificateChain",
    "earlyRenewalDuration",
    "options",
    "privateKey",
    "privateKeyWo",
    "privateKeyWoVersion",
    "validationOptions",
  ),
} satisfies Record<keyof CertificateArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const certificateKind: Kind<Inputs> = { token: "aws:acm/certificate:Certificate", inputs };

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
  ...certificateKind,
  immutable: [
    "domainName",
    "region",
    "validationMethod",
    "subjectAlternativeNames",
    "keyAlgorithm",
    "validationOptions",
  ],
  computed: [
    "arn",
    "domainValidationOptions",
    "keyAlgorithm",
    "notAfter",
    "notBefore",
    "pendingRenewal",
    "renewalEligibility",
    "renewalSummaries",
    "status",
    "subjectAlternativeNames",
    "tagsAll",
    "type",
    "validationEmails",
  ],
  identify: ({ region }, draw) => `arn:aws:acm:${region}:${ACCOUNT}:certificate/${uuid(draw)}`,
  outputs: (inputs, { id, before }) => ({
    arn: id,
    domainValidationOptions: namesOf(inputs).map(proofOf),
    keyAlgorithm: inputs.keyAlgorithm ?? "RSA_2048",
    notAfter: before?.["notAfter"] ?? "",
    notBefore: before?.["notBefore"] ?? "",
    pendingRenewal: false,
    renewalEligibility: "INELIGIBLE",
    renewalSummaries: [],
    status: before?.["status"] ?? "PENDING_VALIDATION",
    subjectAlternativeNames: inputs.subjectAlternativeNames ?? [inputs.domainName],
    tagsAll: inputs.tags ?? {},
    type: "AMAZON_ISSUED",
    validationEmails: [],
  }),
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
  const records = held.of(dnsRecordKind).filter(({ outputs }) => outputs.type === "CNAME");
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
