import { z } from "zod";
import { sameName } from "../names.ts";
import type { Held, ResourceType } from "../resourceType.ts";
import { certificate as issued, isIssued, missingProofs, proofsOf } from "./certificate.ts";

const inputs = z.object({
  certificateArn: z.string(),
  // As of the certificate: a program says which region it means.
  region: z.string(),
  validationRecordFqdns: z.array(z.string()).optional(),
});

type Inputs = z.infer<typeof inputs>;

/** Waits until ACM has issued a certificate; nothing else of it exists. */
export const certificateValidation: ResourceType<Inputs> = {
  token: "aws:acm/certificateValidation:CertificateValidation",
  inputs,
  immutable: ["certificateArn", "region", "validationRecordFqdns"],
  identify: (_, draw) => draw("id", 32),
  refuses: ({ inputs }, held) => unknownCertificate(inputs, held) ?? unnamedProof(inputs, held),
  waitsFor: ({ certificateArn }, held) => {
    const certificate = held.find(issued, certificateArn);
    if (!certificate || isIssued(certificate)) return undefined;
    const missing = missingProofs(certificate, held).map(
      ({ resourceRecordName, resourceRecordValue }) =>
        `Cloudflare holds no CNAME ${resourceRecordName} with the content ${resourceRecordValue}`,
    );
    const state =
      "timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION')";
    return `waiting for ACM Certificate (${certificateArn}) to be issued: ${state}: ${missing.join("; ")}`;
  },
};

/** The provider's own words: https://github.com/hashicorp/terraform-provider-aws, internal/service/acm/certificate.go */
function unknownCertificate({ certificateArn }: Inputs, held: Held): string | undefined {
  if (held.find(issued, certificateArn)) return undefined;
  return `reading ACM Certificate (${certificateArn}): couldn't find resource`;
}

/**
 * The provider's own check, where the records are named:
 * https://raw.githubusercontent.com/hashicorp/terraform-provider-aws/main/internal/service/acm/certificate_validation.go
 */
function unnamedProof(
  { certificateArn, validationRecordFqdns }: Inputs,
  held: Held,
): string | undefined {
  const certificate = held.find(issued, certificateArn);
  if (!certificate || !validationRecordFqdns) return undefined;
  return proofsOf(certificate)
    .filter(({ resourceRecordName }) =>
      validationRecordFqdns.every((name) => !sameName(name, resourceRecordName)),
    )
    .map(
      ({ domainName, resourceRecordName }) =>
        `missing ${domainName} DNS validation record: ${resourceRecordName}`,
    )[0];
}
