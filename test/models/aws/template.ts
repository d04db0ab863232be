import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { without } from "../taken.ts";
import type { RecordedCall } from "./call.ts";

/** A resource of CloudFormation. */
interface Resource {
  readonly Type: string;
  readonly Properties: Properties;
}

/** What CloudFormation calls each call that creates something, and its properties out of the call's body. */
const OF: Readonly<Record<string, (body: Properties) => Resource>> = {
  CreateHostedZone: ({ Name, HostedZoneConfig }) => ({
    Type: "AWS::Route53::HostedZone",
    Properties: { Name, HostedZoneConfig },
  }),
  ChangeResourceRecordSets: ({ HostedZoneId, ChangeBatch }) => {
    const [change] = (ChangeBatch as { Changes: { ResourceRecordSet: Properties }[] }).Changes;
    const { TTL, ResourceRecords, ...set } = change?.ResourceRecordSet ?? {};
    return {
      Type: "AWS::Route53::RecordSet",
      Properties: {
        ...set,
        HostedZoneId,
        TTL: String(TTL),
        ResourceRecords: (ResourceRecords as { Value: string }[]).map(({ Value }) => Value),
      },
    };
  },
  CreateHealthCheck: ({ HealthCheckConfig }) => ({
    Type: "AWS::Route53::HealthCheck",
    Properties: { HealthCheckConfig },
  }),
  RequestCertificate: (body) => ({
    Type: "AWS::CertificateManager::Certificate",
    Properties: without(body, "IdempotencyToken"),
  }),
  CreateDistributionWithTags: (body) => {
    const { DistributionConfig, Tags } = body["DistributionConfigWithTags"] as {
      DistributionConfig: Properties;
      Tags: { Items: unknown };
    };
    const { IsIPV6Enabled, ViewerCertificate, ...rest } = DistributionConfig;
    const config = without(rest, ...["CallerReference", "Logging"]);
    const { ACMCertificateArn, SSLSupportMethod, ...viewer } = ViewerCertificate as Properties;
    return {
      Type: "AWS::CloudFront::Distribution",
      Properties: {
        DistributionConfig: {
          ...(uncounted(config) as Properties),
          IPV6Enabled: IsIPV6Enabled,
          ViewerCertificate: {
            ...viewer,
            AcmCertificateArn: ACMCertificateArn,
            SslSupportMethod: SSLSupportMethod,
          },
        },
        Tags: Tags.Items,
      },
    };
  },
  CreateBucket: ({ Bucket }) => ({ Type: "AWS::S3::Bucket", Properties: { BucketName: Bucket } }),
  PutBucketPolicy: ({ Bucket, Policy }) => ({
    Type: "AWS::S3::BucketPolicy",
    Properties: { Bucket, PolicyDocument: JSON.parse(String(Policy)) },
  }),
  CreateRole: ({ AssumeRolePolicyDocument, ...body }) => ({
    Type: "AWS::IAM::Role",
    Properties: { ...body, AssumeRolePolicyDocument: JSON.parse(String(AssumeRolePolicyDocument)) },
  }),
  PutRolePolicy: ({ PolicyDocument, ...body }) => ({
    Type: "AWS::IAM::RolePolicy",
    Properties: { ...body, PolicyDocument: JSON.parse(String(PolicyDocument)) },
  }),
  CreateTopic: ({ Name, Tags }) => ({
    Type: "AWS::SNS::Topic",
    Properties: { TopicName: Name, ...(Tags !== undefined && { Tags }) },
  }),
  Subscribe: (body) => ({
    Type: "AWS::SNS::Subscription",
    Properties: without(body, "ReturnSubscriptionArn"),
  }),
};

/** What CloudFormation calls a type, or what a type is a part of there; nothing of what only reads. */
export const CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:route53/zone:Zone": "AWS::Route53::HostedZone",
  "aws:acm/certificate:Certificate": "AWS::CertificateManager::Certificate",
  "aws:cloudfront/distribution:Distribution": "AWS::CloudFront::Distribution",
  "aws:route53/healthCheck:HealthCheck": "AWS::Route53::HealthCheck",
  "aws:route53/record:Record": "AWS::Route53::RecordSet",
  "aws:s3/bucket:Bucket": "AWS::S3::Bucket",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "AWS::S3::Bucket",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "AWS::S3::Bucket",
  "aws:s3/bucketPolicy:BucketPolicy": "AWS::S3::BucketPolicy",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "AWS::S3::Bucket",
  "aws:iam/role:Role": "AWS::IAM::Role",
  "aws:iam/rolePolicy:RolePolicy": "AWS::IAM::RolePolicy",
  "aws:sns/topic:Topic": "AWS::SNS::Topic",
  "aws:sns/topicSubscription:TopicSubscription": "AWS::SNS::Subscription",
};

/** Calls that set something of what another created: the properties that they give it there. */
const SETS: Readonly<Record<string, (body: Properties) => Properties>> = {
  ChangeTagsForResource: ({ ResourceType, AddTags }) => ({
    [ResourceType === "healthcheck" ? "HealthCheckTags" : "HostedZoneTags"]: AddTags,
  }),
  SetTopicAttributes: ({ AttributeName, AttributeValue }) => ({
    [String(AttributeName)]: AttributeValue,
  }),
  PutBucketTagging: ({ Tagging }) => ({ Tags: (Tagging as { TagSet: unknown }).TagSet }),
  PutPublicAccessBlock: (body) => ({
    PublicAccessBlockConfiguration: body["PublicAccessBlockConfiguration"],
  }),
  PutBucketEncryption: (body) => ({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: (
        body["ServerSideEncryptionConfiguration"] as {
          Rules: { ApplyServerSideEncryptionByDefault: unknown }[];
        }
      ).Rules.map(({ ApplyServerSideEncryptionByDefault }) => ({
        ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault,
      })),
    },
  }),
  PutBucketLifecycleConfiguration: (body) => ({
    LifecycleConfiguration: {
      Rules: (body["LifecycleConfiguration"] as { Rules: Properties[] }).Rules.map(
        ({ ID, Status, Expiration, AbortIncompleteMultipartUpload }) => ({
          Id: ID,
          Status,
          ExpirationInDays: (Expiration as { Days: unknown }).Days,
          AbortIncompleteMultipartUpload,
        }),
      ),
    },
  }),
};

/** Calls that nothing in a template stands for: they read. */
const READS = ["DescribeCertificate"];

/**
 * A template of CloudFormation that makes what the calls make, its references as the ids that they had.
 *
 * @throws where a call has no place in it
 */
export function template(calls: readonly RecordedCall[]) {
  const resources = new Map<string, Resource>();
  const owners = new Map<string, string>();
  for (const { name, type, id, operation, body } of calls) {
    const made = OF[operation]?.(body);
    const logical = `${type.split(":").at(-1) ?? ""}${name}`.replaceAll(/[^A-Za-z0-9]/g, "");
    if (made) {
      resources.set(logical, made);
      if (!owners.has(id)) owners.set(id, logical);
      continue;
    }
    if (READS.includes(operation)) continue;
    const set = SETS[operation]?.(body);
    const owner = owners.get(id);
    const before = owner === undefined ? undefined : resources.get(owner);
    if (!set || !before || owner === undefined) throw new Error(`no place for ${operation}`);
    resources.set(owner, { ...before, Properties: { ...before.Properties, ...set } });
  }
  return { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.fromEntries(resources) };
}

/** What CloudFormation has under other names than the API. */
const RENAMED: Readonly<Record<string, string>> = { OriginSslProtocols: "OriginSSLProtocols" };

/** A distribution's lists without their counts, and as CloudFormation names them. */
function uncounted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(uncounted);
  if (typeof value !== "object" || value === null) return value;
  const { Quantity, Items, ...rest } = value as Properties;
  if (Quantity !== undefined && "RestrictionType" in rest)
    return { ...rest, ...(Items !== undefined && { Locations: Items }) };
  if (Quantity !== undefined) return uncounted(Items ?? []);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
      if (key === "CustomHeaders") return [["OriginCustomHeaders", uncounted(one)]];
      if (key !== "AllowedMethods") return [[RENAMED[key] ?? key, uncounted(one)]];
      const { CachedMethods, ...allowed } = one as Properties;
      return [
        [key, uncounted(allowed)],
        ["CachedMethods", uncounted(CachedMethods)],
      ];
    }),
  );
}
