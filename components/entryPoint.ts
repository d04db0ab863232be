import { Distribution } from "@pulumi/aws/cloudfront/distribution.js";
import type * as pulumi from "@pulumi/pulumi";

// CloudFront's managed policies, the same ids in every account:
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER = "216adef6-5c7f-47e4-b072-5492eafa07d3";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

/** Vercel renews the public host's certificate over these paths, whichever way DNS sends its check. */
const CERTIFICATE_PATHS = ["/.well-known/acme-challenge/*", "/.well-known/vercel/*"];

const CANARY = "canary";
const STABLE = "stable";

export interface EntryPointArgs {
  /** The host that visitors request, e.g. `www.example.com`. */
  readonly host: string;
  /** The origin of the canary's leg at Vercel, e.g. `canary-origin.example.com`. */
  readonly origin: string;
  /** Vercel's DNS name for the public host, e.g. `cname.vercel-dns.com`. */
  readonly target: string;
  /** The certificate of `host`, issued, in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
}

/**
 * The canary's entry point: a CloudFront distribution that answers for the public host and requests the
 * leg's own origin at Vercel. It caches nothing, so that it adds a hop and changes nothing else.
 */
export function entryPoint(
  name: string,
  args: EntryPointArgs,
  opts: pulumi.CustomResourceOptions,
): Distribution {
  return new Distribution(
    name,
    {
      enabled: true,
      comment: `canary of ${args.host}`,
      aliases: [args.host],
      // Browsers would cache HTTP/3 beyond the DNS answer that sent them here.
      httpVersion: "http2",
      isIpv6Enabled: true,
      priceClass: "PriceClass_All",
      waitForDeployment: true,
      origins: [
        {
          originId: CANARY,
          domainName: args.origin,
          customOriginConfig: originConfig("https-only"),
        },
        {
          originId: STABLE,
          domainName: args.target,
          customOriginConfig: originConfig("http-only"),
        },
      ],
      defaultCacheBehavior: {
        ...behaviour(CANARY, ALL_VIEWER_EXCEPT_HOST),
        viewerProtocolPolicy: "redirect-to-https",
      },
      orderedCacheBehaviors: CERTIFICATE_PATHS.map((pathPattern) => ({
        ...behaviour(STABLE, ALL_VIEWER),
        pathPattern,
        viewerProtocolPolicy: "allow-all",
      })),
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: args.certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    },
    opts,
  );
}

function originConfig(originProtocolPolicy: string) {
  return { httpPort: 80, httpsPort: 443, originProtocolPolicy, originSslProtocols: ["TLSv1.2"] };
}

function behaviour(targetOriginId: string, originRequestPolicyId: string) {
  return {
    targetOriginId,
    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: CACHING_DISABLED,
    originRequestPolicyId,
    compress: false,
  };
}
