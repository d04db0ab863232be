import type { BucketArgs } from "@pulumi/aws/s3/bucket.js";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { allTaken, sent, without } from "../taken.ts";
import { ofAws, tagList } from "./call.ts";

const service = "s3";

/** bucket.go: in us-east-1 no location is sent; forceDestroy is the provider's own. */
export const bucket = ofAws<BucketArgs>({
  calls: (inputs) => {
    const { bucket, region = "us-east-1", tags, ...left } = without(inputs, "forceDestroy");
    allTaken(left, "a bucket");
    const place =
      region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
    return [
      { service, operation: "CreateBucket", body: { Bucket: bucket, ...place } },
      ...(tags === undefined
        ? []
        : [
            {
              service,
              operation: "PutBucketTagging",
              body: { Bucket: bucket, Tagging: { TagSet: tagList(tags) } },
            },
          ]),
    ];
  },
  answer: ({ region }) => ({
    service,
    operation: "HeadBucket",
    body: { BucketRegion: region },
  }),
});

/** bucket_lifecycle_configuration.go */
export const lifecycle = ofAws<BucketLifecycleConfigurationArgs>({
  calls: ({ bucket, rules = [], ...left }) => {
    allTaken(left, "a lifecycle configuration");
    const body = {
      Bucket: bucket,
      LifecycleConfiguration: { Rules: rules.map(lifecycleRule) },
    };
    return [{ service, operation: "PutBucketLifecycleConfiguration", body }];
  },
  answer: ({ rules }) => ({
    service,
    operation: "GetBucketLifecycleConfiguration",
    body: { Rules: (rules as Parameters<typeof lifecycleRule>[0][]).map(lifecycleRule) },
  }),
});

function lifecycleRule(rule: {
  readonly id: string;
  readonly status: string;
  readonly filter?: object | undefined;
  readonly expiration?: { readonly days?: number | undefined } | undefined;
  readonly abortIncompleteMultipartUpload?:
    { readonly daysAfterInitiation?: number | undefined } | undefined;
}) {
  const { id, status, filter = {}, expiration = {}, ...rest } = rule;
  const { abortIncompleteMultipartUpload: abort = {}, ...left } = rest;
  const { days, ...noDays } = expiration;
  const { daysAfterInitiation, ...noAbort } = abort;
  allTaken({ ...left, ...filter, ...noDays, ...noAbort }, "a lifecycle rule");
  return {
    ID: id,
    Status: status,
    Filter: {},
    Expiration: { Days: days },
    ...(daysAfterInitiation !== undefined && {
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: daysAfterInitiation },
    }),
  };
}

/** bucket_policy.go */
export const policy = ofAws<BucketPolicyArgs>({
  calls: ({ bucket, policy, ...left }) => {
    allTaken(left, "a bucket's policy");
    return [{ service, operation: "PutBucketPolicy", body: { Bucket: bucket, Policy: policy } }];
  },
  answer: ({ policy }) => ({ service, operation: "GetBucketPolicy", body: { Policy: policy } }),
});

/** bucket_public_access_block.go */
export const publicAccessBlock = ofAws<BucketPublicAccessBlockArgs>({
  calls: ({ bucket, ...block }) => [
    {
      service,
      operation: "PutPublicAccessBlock",
      body: { Bucket: bucket, PublicAccessBlockConfiguration: blocked(block) },
    },
  ],
  answer: (outputs) => ({
    service,
    operation: "GetPublicAccessBlock",
    body: { PublicAccessBlockConfiguration: blocked(without(outputs, "bucket")) },
  }),
});

function blocked(block: {
  readonly blockPublicAcls?: boolean | undefined;
  readonly blockPublicPolicy?: boolean | undefined;
  readonly ignorePublicAcls?: boolean | undefined;
  readonly restrictPublicBuckets?: boolean | undefined;
}) {
  const { blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets, ...left } =
    block;
  allTaken(left, "a public access block");
  return sent({
    BlockPublicAcls: blockPublicAcls,
    BlockPublicPolicy: blockPublicPolicy,
    IgnorePublicAcls: ignorePublicAcls,
    RestrictPublicBuckets: restrictPublicBuckets,
  });
}

/** bucket_server_side_encryption_configuration.go */
export const encryption = ofAws<BucketServerSideEncryptionConfigurationArgs>({
  calls: ({ bucket, rules, ...left }) => {
    allTaken(left, "an encryption configuration");
    const body = {
      Bucket: bucket,
      ServerSideEncryptionConfiguration: { Rules: rules.map(encryptionRule) },
    };
    return [{ service, operation: "PutBucketEncryption", body }];
  },
  answer: ({ rules }) => ({
    service,
    operation: "GetBucketEncryption",
    body: {
      ServerSideEncryptionConfiguration: {
        Rules: (rules as Parameters<typeof encryptionRule>[0][]).map(encryptionRule),
      },
    },
  }),
});

function encryptionRule(rule: {
  readonly applyServerSideEncryptionByDefault?:
    { readonly sseAlgorithm: string; readonly kmsMasterKeyId?: string | undefined } | undefined;
}) {
  const { applyServerSideEncryptionByDefault: given, ...left } = rule;
  const { sseAlgorithm, kmsMasterKeyId, ...none } = given ?? {};
  allTaken({ ...left, ...none }, "an encryption rule");
  const byDefault = sent({ SSEAlgorithm: sseAlgorithm, KMSMasterKeyID: kmsMasterKeyId });
  return { ApplyServerSideEncryptionByDefault: byDefault };
}
