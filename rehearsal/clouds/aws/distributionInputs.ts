import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";

const METHODS = z.array(z.enum(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]));

const origin = z.strictObject({
  originId: z.string(),
  domainName: z.string(),
  originPath: z.string().optional(),
  customHeaders: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  customOriginConfig: z
    .strictObject({
      httpPort: z.int(),
      httpsPort: z.int(),
      originProtocolPolicy: z.enum(["http-only", "https-only", "match-viewer"]),
      originSslProtocols: z.array(z.enum(["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"])),
      ...kept("originReadTimeout", "originKeepaliveTimeout", "ipAddressType"),
    })
    .optional(),
  ...kept(
    "connectionAttempts",
    "connectionTimeout",
    "originAccessControlId",
    "originShield",
    "responseCompletionTimeout",
    "s3OriginConfig",
    "vpcOriginConfig",
  ),
});

const behaviour = {
  targetOriginId: z.string(),
  viewerProtocolPolicy: z.enum(["allow-all", "https-only", "redirect-to-https"]),
  allowedMethods: METHODS,
  cachedMethods: METHODS,
  cachePolicyId: z.string().optional(),
  originRequestPolicyId: z.string().optional(),
  responseHeadersPolicyId: z.string().optional(),
  compress: z.boolean().optional(),
  ...kept(
    "cacheTagConfig",
    "defaultTtl",
    "fieldLevelEncryptionId",
    "forwardedValues",
    "functionAssociations",
    "grpcConfig",
    "lambdaFunctionAssociations",
    "maxTtl",
    "minTtl",
    "realtimeLogConfigArn",
    "smoothStreaming",
    "trustedKeyGroups",
    "trustedSigners",
  ),
};

/** What a distribution can be told. */
export const distributionInputs = z.strictObject({
  enabled: z.boolean(),
  origins: z.array(origin).min(1),
  defaultCacheBehavior: z.strictObject(behaviour),
  orderedCacheBehaviors: z
    .array(z.strictObject({ ...behaviour, pathPattern: z.string() }))
    .optional(),
  restrictions: z.strictObject({
    geoRestriction: z.strictObject({
      restrictionType: z.enum(["none", "whitelist", "blacklist"]),
      locations: z.array(z.string()).optional(),
    }),
  }),
  viewerCertificate: z.strictObject({
    acmCertificateArn: z.string().optional(),
    iamCertificateId: z.string().optional(),
    cloudfrontDefaultCertificate: z.boolean().optional(),
    sslSupportMethod: z.enum(["sni-only", "vip", "static-ip"]).optional(),
    minimumProtocolVersion: z.string().optional(),
  }),
  aliases: z.array(z.string()).optional(),
  comment: z.string().max(128).optional(),
  httpVersion: z.enum(["http1.1", "http2", "http2and3", "http3"]).optional(),
  isIpv6Enabled: z.boolean().optional(),
  priceClass: z.enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"]).optional(),
  retainOnDelete: z.boolean().optional(),
  staging: z.boolean().optional(),
  waitForDeployment: z.boolean().optional(),
  tags,
  ...kept(
    "anycastIpListId",
    "cacheTagConfig",
    "connectionFunctionAssociation",
    "continuousDeploymentPolicyId",
    "customErrorResponses",
    "defaultRootObject",
    "loggingConfig",
    "originGroups",
    "viewerMtlsConfig",
    "webAclId",
  ),
} satisfies Record<keyof DistributionArgs, z.ZodType>);

export type DistributionInputs = z.infer<typeof distributionInputs>;
