import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { noSuchBucket } from "./bucket.ts";
import { apiError } from "./failures.ts";

const rule = z.strictObject({
  id: z.string().min(1).max(255),
  status: z.enum(["Enabled", "Disabled"]),
  expiration: z
    .strictObject({
      days: z.int().optional(),
      ...kept("date", "expiredObjectDeleteMarker"),
    })
    .optional(),
  abortIncompleteMultipartUpload: z
    .strictObject({ daysAfterInitiation: z.int().optional() })
    .optional(),
  ...kept(
    "filter",
    "noncurrentVersionExpiration",
    "noncurrentVersionTransitions",
    "prefix",
    "transitions",
  ),
});

const inputs = z.strictObject({
  bucket: z.string(),
  rules: z.array(rule).min(1).max(1000),
  expectedBucketOwner: z.string().optional(),
  region: z.string().optional(),
  ...kept("timeouts", "transitionDefaultMinimumObjectSize"),
} satisfies Record<keyof BucketLifecycleConfigurationArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  inputs,
};

/** When a bucket deletes what is in it. One a bucket: to create and to change it is one call. */
export const bucketLifecycleConfiguration: ResourceType<Inputs> = {
  ...kind,
  immutable: ["bucket", "expectedBucketOwner", "region"],
  upserts: true,
  computed: [],
  identify: ({ bucket }) => bucket,
  outputs: () => ({}),
  refuses: (proposed, held) =>
    noSuchBucket(
      proposed.inputs.bucket,
      { what: "Lifecycle Configuration", operation: "PutBucketLifecycleConfiguration" },
      held,
    ) ?? wrongRules(proposed),
  overwrites: ({ bucket }, held) => held.of(kind).find(({ outputs }) => outputs.bucket === bucket),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
function wrongRules({ inputs: { bucket, rules } }: Proposed<Inputs>): string | undefined {
  const message = rules.some(({ expiration }) => (expiration?.days ?? 1) < 1)
    ? "'Days' for Expiration action must be a positive integer"
    : new Set(rules.map(({ id }) => id)).size < rules.length
      ? "Rule ID must be unique. Found same ID for more than one rule"
      : undefined;
  if (message === undefined) return undefined;
  return apiError({
    doing: `creating S3 Bucket Lifecycle Configuration (${bucket})`,
    call: "S3: PutBucketLifecycleConfiguration",
    status: 400,
    code: "InvalidArgument",
    message,
  });
}
