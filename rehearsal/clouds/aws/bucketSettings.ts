import { z } from "zod";
import type { Held, ResourceType } from "../resourceType.ts";
import { s3Bucket } from "./bucket.ts";
import { apiError } from "./failures.ts";

const lifecycleInputs = z.object({
  bucket: z.string(),
  rules: z
    .array(
      z.object({
        id: z.string().min(1).max(255),
        status: z.enum(["Enabled", "Disabled"]),
        expiration: z.object({ days: z.int().optional() }).optional(),
      }),
    )
    .min(1)
    .max(1000),
});

/** When a bucket deletes what is in it. */
export const bucketLifecycleConfiguration = bucketSetting(
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  lifecycleInputs,
  ["Lifecycle Configuration", "PutBucketLifecycleConfiguration"],
  wrongRules,
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html */
function wrongRules({ rules }: z.infer<typeof lifecycleInputs>): string | undefined {
  if (rules.some(({ expiration }) => (expiration?.days ?? 1) < 1))
    return "'Days' for Expiration action must be a positive integer";
  return new Set(rules.map(({ id }) => id)).size < rules.length
    ? "Rule ID must be unique. Found same ID for more than one rule"
    : undefined;
}

const encryptionInputs = z.object({
  bucket: z.string(),
  rules: z
    .array(
      z.object({
        applyServerSideEncryptionByDefault: z
          .object({
            sseAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
            kmsMasterKeyId: z.string().optional(),
          })
          .optional(),
      }),
    )
    .min(1),
});

/** How a bucket encrypts what it is given. */
export const bucketServerSideEncryptionConfiguration = bucketSetting(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  encryptionInputs,
  ["Server-side Encryption Configuration", "PutBucketEncryption"],
  keyWithoutKms,
);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html */
function keyWithoutKms({ rules }: z.infer<typeof encryptionInputs>): string | undefined {
  const isWrong = rules.some(({ applyServerSideEncryptionByDefault: given }) => {
    return given?.sseAlgorithm === "AES256" && given.kmsMasterKeyId !== undefined;
  });
  return isWrong
    ? "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
    : undefined;
}

/** What keeps a bucket from the public. */
export const bucketPublicAccessBlock = {
  ...bucketSetting(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    z.object({ bucket: z.string(), blockPublicPolicy: z.boolean().optional() }),
    ["Public Access Block", "PutPublicAccessBlock"],
  ),
  immutable: ["bucket", "region"],
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
};

/**
 * A setting that a bucket has one of, under the bucket's name.
 *
 * @param called what the provider calls it, and the operation of S3 that makes and changes it
 * @param wrong what of it S3 takes for a wrong argument, in its words
 */
function bucketSetting<I extends { readonly bucket: string }>(
  token: string,
  inputs: ResourceType<I>["inputs"],
  [what, operation]: readonly [string, string],
  wrong: (inputs: I) => string | undefined = () => undefined,
): ResourceType<I> {
  return {
    token,
    inputs,
    immutable: ["bucket", "expectedBucketOwner", "region"],
    upserts: true,
    identify: ({ bucket }) => bucket,
    refuses: ({ inputs }, held) => {
      const message = wrong(inputs);
      const doing = `creating S3 Bucket ${what} (${inputs.bucket})`;
      return (
        noSuchBucket(inputs.bucket, what, operation, held) ??
        (message && apiError(doing, `S3: ${operation}`, "400, InvalidArgument", message))
      );
    },
  };
}

/** What S3 answers where a setting is for no bucket: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function noSuchBucket(
  bucket: string,
  what: string,
  operation: string,
  held: Held,
): string | undefined {
  if (held.find(s3Bucket, bucket)) return undefined;
  const doing = `creating S3 Bucket ${what} (${bucket})`;
  const message = "The specified bucket does not exist";
  return apiError(doing, `S3: ${operation}`, "404, NoSuchBucket", message);
}
