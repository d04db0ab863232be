import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import type * as pulumi from "@pulumi/pulumi";
import { allTaken, sent, without } from "../taken.ts";
import { ofAws, reference, tagList } from "./call.ts";

const service = "cloudfront";

type Distribution = pulumi.Unwrap<DistributionArgs>;
type Origin = Distribution["origins"][number];
type Behaviour = Distribution["defaultCacheBehavior"];

/** distribution.go, with the defaults of its schema; retainOnDelete and waitForDeployment are its own. */
export const distribution = ofAws<DistributionArgs>({
  calls: (inputs, id) => {
    const { tags, ...config } = without(inputs, "retainOnDelete", "waitForDeployment");
    const body = {
      DistributionConfig: distributionConfig(config, id),
      Tags: { Items: tagList(tags) },
    };
    const operation = "CreateDistributionWithTags";
    return [{ service, operation, body: { DistributionConfigWithTags: body } }];
  },
  answer: (outputs, id) => ({
    service,
    operation: "GetDistribution",
    body: {
      ETag: outputs["etag"],
      Distribution: {
        Id: id,
        ARN: outputs["arn"],
        Status: outputs["status"],
        LastModifiedTime: outputs["lastModifiedTime"],
        InProgressInvalidationBatches: outputs["inProgressValidationBatches"],
        DomainName: outputs["domainName"],
        DistributionConfig: distributionConfig(
          without(outputs, ...ADDED) as unknown as Distribution,
          id,
        ),
      },
    },
  }),
});

/** What of the outputs is no input that is sent. */
const ADDED = [
  ...["arn", "callerReference", "domainName", "etag", "hostedZoneId", "lastModifiedTime"],
  ...["inProgressValidationBatches", "loggingV1Enabled", "status", "tags", "tagsAll"],
  ...["trustedKeyGroups", "trustedSigners", "retainOnDelete", "waitForDeployment"],
];

function distributionConfig(distribution: Distribution, id: string) {
  const { aliases, comment = "", enabled, origins, defaultCacheBehavior, ...rest } = distribution;
  const { orderedCacheBehaviors = [], restrictions, viewerCertificate, ...more } = rest;
  const { httpVersion, isIpv6Enabled, priceClass, staging, ...left } = more;
  allTaken(left, "a distribution");
  const { geoRestriction, ...noRestriction } = restrictions;
  const { restrictionType, locations, ...noLocation } = geoRestriction;
  const { acmCertificateArn, sslSupportMethod, minimumProtocolVersion, ...viewer } =
    viewerCertificate;
  const { cloudfrontDefaultCertificate, ...none } = viewer;
  allTaken({ ...noRestriction, ...noLocation, ...none }, "a distribution");
  return sent({
    CallerReference: reference(id),
    Aliases: counted(aliases),
    Comment: comment,
    Enabled: enabled,
    Origins: counted(origins.map(originOf)),
    DefaultCacheBehavior: behaviourOf(defaultCacheBehavior),
    CacheBehaviors: counted(
      orderedCacheBehaviors.map(({ pathPattern, ...behaviour }) => ({
        PathPattern: pathPattern,
        ...behaviourOf(behaviour),
      })),
    ),
    CustomErrorResponses: counted([]),
    DefaultRootObject: "",
    HttpVersion: httpVersion,
    IsIPV6Enabled: isIpv6Enabled,
    Logging: { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" },
    PriceClass: priceClass,
    Restrictions: {
      GeoRestriction: { RestrictionType: restrictionType, ...counted(locations) },
    },
    Staging: staging,
    ViewerCertificate: sent({
      CloudFrontDefaultCertificate: cloudfrontDefaultCertificate,
      ACMCertificateArn: acmCertificateArn,
      SSLSupportMethod: sslSupportMethod,
      MinimumProtocolVersion: minimumProtocolVersion,
    }),
    WebACLId: "",
  });
}

function originOf(origin: Origin) {
  const { originId, domainName, originPath = "", customHeaders = [], ...rest } = origin;
  const { customOriginConfig, connectionAttempts = 3, connectionTimeout = 10, ...left } = rest;
  const { httpPort, httpsPort, originProtocolPolicy, originSslProtocols, ...custom } =
    customOriginConfig ?? missing(originId);
  const { originReadTimeout = 30, originKeepaliveTimeout = 5, ...none } = custom;
  allTaken({ ...left, ...none }, "an origin");
  return {
    Id: originId,
    DomainName: domainName,
    OriginPath: originPath,
    ConnectionAttempts: connectionAttempts,
    ConnectionTimeout: connectionTimeout,
    CustomHeaders: counted(
      customHeaders.map(({ name, value }) => ({ HeaderName: name, HeaderValue: value })),
    ),
    CustomOriginConfig: {
      HTTPPort: httpPort,
      HTTPSPort: httpsPort,
      OriginProtocolPolicy: originProtocolPolicy,
      OriginSslProtocols: counted(originSslProtocols),
      OriginReadTimeout: originReadTimeout,
      OriginKeepaliveTimeout: originKeepaliveTimeout,
    },
  };
}

function behaviourOf(behaviour: Behaviour) {
  const { targetOriginId, viewerProtocolPolicy, allowedMethods, cachedMethods, ...rest } =
    behaviour;
  const { cachePolicyId, originRequestPolicyId, compress, ...left } = rest;
  allTaken(left, "a cache behaviour");
  return sent({
    TargetOriginId: targetOriginId,
    ViewerProtocolPolicy: viewerProtocolPolicy,
    AllowedMethods: { ...counted(allowedMethods), CachedMethods: counted(cachedMethods) },
    CachePolicyId: cachePolicyId,
    OriginRequestPolicyId: originRequestPolicyId,
    Compress: compress,
  });
}

/** A list as CloudFront takes it. */
function counted<T>(items: readonly T[] | undefined) {
  const count = items?.length ?? 0;
  return { Quantity: count, ...(count > 0 && { Items: items }) };
}

function missing(origin: string): never {
  throw new Error(`the origin ${origin} is no custom one`);
}
