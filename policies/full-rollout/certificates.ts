import { publicHosts } from "../../config/hosts.ts";
import { productionPolicy } from "../lib/policy.ts";
import { blockOf, has, listOf, ofType, textOf, type Resource } from "../lib/resources.ts";

/** CloudFront takes certificates from this region alone. */
const REGION = "us-east-1";

export default productionPolicy({
  name: "certificates",
  level: "mandatory",
  severity: "critical",
  description:
    "The canary's entry point shows a certificate of the public host, validated by DNS and waited for.",
  remediation: "Declare it by Certificates, and hand its ARN to TrafficSplit.",
  judge: ({ resources, config }) => {
    const hosts = publicHosts(config.hosts);
    const validated = ofType(resources, "aws:acm/certificateValidation:CertificateValidation");
    return [
      ...hosts.flatMap((host) => faultsOf(host.public, resources)),
      ...(validated.length < hosts.length
        ? ["nothing waits for the certificate to be validated"]
        : []),
      ...validated.flatMap((one) => inRegion("the validation", textOf(one, "region"))),
    ];
  },
});

function faultsOf(host: string, resources: readonly Resource[]): string[] {
  const [certificate] = ofType(resources, "aws:acm/certificate:Certificate").filter(
    (one) => textOf(one, "domainName") === host,
  );
  const [entry] = ofType(resources, "aws:cloudfront/distribution:Distribution").filter((one) =>
    listOf(one, "aliases").includes(host),
  );
  return [
    ...(certificate
      ? [
          ...inRegion("the certificate", textOf(certificate, "region")),
          ...(textOf(certificate, "validationMethod") === "DNS"
            ? []
            : ["the certificate is not validated by DNS, and would not renew by itself"]),
        ]
      : [`there is no certificate of ${host}`]),
    ...(entry
      ? certificateFaults(blockOf(entry.props["viewerCertificate"]))
      : [`nothing answers for ${host}`]),
  ];
}

function inRegion(what: string, region: string): string[] {
  return region === REGION ? [] : [`${what} is in ${region || "no region"}, not in ${REGION}`];
}

function certificateFaults(props: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(has({ props }, "acmCertificateArn")
      ? []
      : ["the entry point shows no certificate of ours"]),
    ...(/^TLSv1\.[23]/.test(textOf({ props }, "minimumProtocolVersion"))
      ? []
      : ["the entry point speaks older TLS than 1.2"]),
  ];
}
