import { z } from "zod";
import { tags } from "../inputs.ts";

const METHODS = z.array(z.enum(["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]));

const origin = z.object({
  originId: z.string(),
  domainName: z.string(),
  customHeaders: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  customOriginConfig: z
    .object({
      httpPort: z.int(),
      httpsPort: z.int(),
      originProtocolPolicy: z.enum(["http-only", "https-only", "match-viewer"]),
      originSslProtocols: z.array(z.enum(["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2"])),
    })
    .optional(),
});

const behaviour = z.object({
  targetOriginId: z.string(),
  viewerProtocolPolicy: z.enum(["allow-all", "https-only", "redirect-to-https"]),
  allowedMethods: METHODS,
  cachedMethods: METHODS,
});

/** What of a distribution is required, has bounds or is read by a rule. */
export const distributionInputs = z.object({
  enabled: z.boolean(),
  origins: z.array(origin).min(1),
  defaultCacheBehavior: behaviour,
  orderedCacheBehaviors: z.array(behaviour.extend({ pathPattern: z.string() })).optional(),
  originGroups: z.array(z.object({ originId: z.string() })).optional(),
  restrictions: z.object({
    geoRestriction: z.object({ restrictionType: z.enum(["none", "whitelist", "blacklist"]) }),
  }),
  viewerCertificate: z.object({
    acmCertificateArn: z.string().optional(),
    iamCertificateId: z.string().optional(),
    sslSupportMethod: z.enum(["sni-only", "vip", "static-ip"]).optional(),
  }),
  aliases: z.array(z.string()).optional(),
  comment: z.string().max(128).optional(),
  httpVersion: z.enum(["http1.1", "http2", "http2and3", "http3"]).optional(),
  priceClass: z.enum(["PriceClass_All", "PriceClass_200", "PriceClass_100"]).optional(),
  loggingConfig: z.unknown().optional(),
  tags,
});

export type DistributionInputs = z.infer<typeof distributionInputs>;
