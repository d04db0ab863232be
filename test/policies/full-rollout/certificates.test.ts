import policy from "../../../policies/full-rollout/certificates.ts";
import { describePolicy } from "../describe.ts";
import { being, changing, UNKNOWN, without } from "../judged.ts";

const certificate = being("aws:acm/certificate:Certificate");
const validation = being("aws:acm/certificateValidation:CertificateValidation");
const entry = being("aws:cloudfront/distribution:Distribution");
const shows = (viewerCertificate: unknown) => ({
  resources: changing(entry, { viewerCertificate }),
});

describePolicy(
  policy,
  [
    [
      "a stack without one",
      { resources: without(certificate) },
      /no certificate of www\.example\.com/,
    ],
    [
      "a further public host without one",
      { config: { "hosts.others": { eu: { public: "eu.example.com" } } } },
      /no certificate of eu\.example\.com/,
    ],
    [
      "one of another name",
      { resources: changing(certificate, { domainName: "example.com" }) },
      /no certificate of www\.example\.com/,
    ],
    [
      "one where CloudFront cannot see it",
      { resources: changing(certificate, { region: "eu-central-1" }) },
      /the certificate is in eu-central-1, not in us-east-1/,
    ],
    [
      "one that nobody knows where it is",
      { resources: changing(validation, { region: undefined }) },
      /the validation is in no region/,
    ],
    [
      "one that is validated by mail",
      { resources: changing(certificate, { validationMethod: "EMAIL" }) },
      /not validated by DNS/,
    ],
    ["one that nothing waits for", { resources: without(validation) }, /nothing waits for/],
    [
      "an entry point of another name",
      { resources: changing(entry, { aliases: ["example.com"] }) },
      /nothing answers for www\.example\.com/,
    ],
    [
      "an entry point with CloudFront's own",
      shows({ cloudfrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1.2_2021" }),
      /shows no certificate of ours/,
    ],
    [
      "an entry point that speaks old TLS",
      shows({ acmCertificateArn: "arn:1", minimumProtocolVersion: "TLSv1" }),
      /speaks older TLS/,
    ],
    [
      "a name that is not known yet",
      { resources: changing(certificate, { domainName: UNKNOWN }) },
      /cannot be judged: domainName is not known yet/,
    ],
  ],
  [
    [
      "a certificate that is made by this update",
      shows({ acmCertificateArn: UNKNOWN, minimumProtocolVersion: "TLSv1.2_2021" }),
    ],
  ],
);
