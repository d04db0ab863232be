import { Certificate } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import * as pulumi from "@pulumi/pulumi";

/** CloudFront takes certificates from this region alone. */
export const CLOUDFRONT_REGION = "us-east-1";

export interface CertificatesArgs {
  /** The host that the canary's entry point answers for, e.g. `www.example.com`. */
  readonly host: string;
  /** The Cloudflare zone that proves who owns the host. */
  readonly zoneId: string;
}

/**
 * The certificate of the canary's entry point: ACM, in us-east-1, validated by a DNS record at
 * Cloudflare and waited for. The stable entry point's is Vercel's own.
 */
export class Certificates extends pulumi.ComponentResource {
  /** The certificate's ARN, known once it is issued. */
  public readonly arn: pulumi.Output<string>;

  public constructor(name: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("canary:index:Certificates", name, { host: args.host }, { protect: true, ...opts });
    const inside = { parent: this };

    const certificate = new Certificate(
      name,
      { domainName: args.host, validationMethod: "DNS", region: CLOUDFRONT_REGION },
      inside,
    );
    // One name and no alternatives: the options are a set, and one is the only order there is.
    const option = certificate.domainValidationOptions.apply(onlyOption);
    const proof = new DnsRecord(
      `${name}-validation`,
      {
        zoneId: args.zoneId,
        name: option.apply((one) => withoutDot(one.resourceRecordName)),
        type: option.apply((one) => one.resourceRecordType),
        content: option.apply((one) => withoutDot(one.resourceRecordValue)),
        ttl: 300,
        proxied: false,
      },
      inside,
    );
    const validation = new CertificateValidation(
      name,
      {
        certificateArn: certificate.arn,
        validationRecordFqdns: [proof.name],
        region: CLOUDFRONT_REGION,
      },
      inside,
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}

function onlyOption<T>(options: readonly T[]): T {
  const [option] = options;
  if (!option) throw new pulumi.RunError("ACM gave the certificate no validation record to place");
  return option;
}

/** ACM ends names with a dot, Cloudflare keeps them without one. */
function withoutDot(name: string): string {
  return name.replace(/\.$/, "");
}
