import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind, ResourceType } from "../resourceType.ts";
import { bucketSetting } from "./bucketSetting.ts";

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

/** When a bucket deletes what is in it. */
export const bucketLifecycleConfiguration: ResourceType<Inputs> = {
  ...bucketSetting(kind, {
    what: "Lifecycle Configuration",
    operation: "PutBucketLifecycleConfiguration",
    wrong: wrongRules,
  }),
  immutable: ["bucket", "expectedBucketOwner", "region"],
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
function wrongRules({ rules }: Inputs): string | undefined {
  if (rules.some(({ expiration }) => (expiration?.days ?? 1) < 1))
    return "'Days' for Expiration action must be a positive integer";
  return new Set(rules.map(({ id }) => id)).size < rules.length
    ? "Rule ID must be unique. Found same ID for more than one rule"
    : undefined;
}
