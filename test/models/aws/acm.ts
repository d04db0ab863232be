import type { CertificateArgs } from "@pulumi/aws/acm/certificate.js";
import type { CertificateValidationArgs } from "@pulumi/aws/acm/certificateValidation.js";
import type { Proof } from "../../../rehearsal/clouds/aws/certificate.ts";
import { allTaken, sent, without } from "../taken.ts";
import { ofAws, tagList } from "./call.ts";

const service = "acm";

/** certificate.go; the region is the client's. */
export const certificate = ofAws<CertificateArgs>({
  calls: (inputs) => {
    const { domainName, validationMethod, subjectAlternativeNames, keyAlgorithm, tags, ...left } =
      without(inputs, "region");
    allTaken(left, "a certificate");
    const body = sent({
      DomainName: domainName,
      IdempotencyToken: "tf202601311200000000000000000001",
      ValidationMethod: validationMethod,
      SubjectAlternativeNames: subjectAlternativeNames,
      KeyAlgorithm: keyAlgorithm,
      Tags: tags && tagList(tags),
    });
    return [{ service, operation: "RequestCertificate", body }];
  },
  answer: (outputs, id) => ({
    service,
    operation: "DescribeCertificate",
    body: {
      Certificate: {
        CertificateArn: id,
        DomainName: outputs["domainName"],
        SubjectAlternativeNames: outputs["subjectAlternativeNames"],
        DomainValidationOptions: (outputs["domainValidationOptions"] as Proof[]).map((proof) => ({
          DomainName: proof.domainName,
          ValidationMethod: outputs["validationMethod"],
          ResourceRecord: {
            Name: proof.resourceRecordName,
            Type: proof.resourceRecordType,
            Value: proof.resourceRecordValue,
          },
        })),
        Status: outputs["status"],
        KeyAlgorithm: outputs["keyAlgorithm"],
        Type: outputs["type"],
        RenewalEligibility: outputs["renewalEligibility"],
      },
    },
  }),
});

/** certificate_validation.go: it reads the certificate until that is issued, and compares the names. */
export const certificateValidation = ofAws<CertificateValidationArgs>({
  calls: (inputs) => {
    const { certificateArn, ...left } = without(inputs, "region", "validationRecordFqdns");
    allTaken(left, "a certificate's validation");
    const body = { CertificateArn: certificateArn };
    return [{ service, operation: "DescribeCertificate", body }];
  },
  answer: ({ certificateArn }) => ({
    service,
    operation: "DescribeCertificate",
    body: { Certificate: { CertificateArn: certificateArn, Status: "ISSUED" } },
  }),
});
