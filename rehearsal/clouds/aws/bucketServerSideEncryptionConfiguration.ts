import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind, Proposed, ResourceType } from "../resourceType.ts";
import { noSuchBucket } from "./bucket.ts";
import { apiError } from "./failures.ts";

const inputs = z.strictObject({
  bucket: z.string(),
  expectedBucketOwner: z.string().optional(),
  region: z.string().optional(),
  rules: z
    .array(
      z.strictObject({
        applyServerSideEncryptionByDefault: z
          .strictObject({
            sseAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
            kmsMasterKeyId: z.string().optional(),
          })
          .optional(),
        ...kept("blockedEncryptionTypes", "bucketKeyEnabled"),
      }),
    )
    .min(1),
} satisfies Record<keyof BucketServerSideEncryptionConfigurationArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  inputs,
};

/** How a bucket encrypts what it is given. One a bucket: to create and to change it is one call. */
export const bucketServerSideEncryptionConfiguration: ResourceType<Inputs> = {
  ...kind,
  immutable: ["bucket", "expectedBucketOwner", "region"],
  upserts: true,
  computed: [],
  identify: ({ bucket }) => bucket,
  outputs: () => ({}),
  refuses: (proposed, held) =>
    noSuchBucket(
      proposed.inputs.bucket,
      { what: "Server-side Encryption Configuration", operation: "PutBucketEncryption" },
      held,
    ) ?? keyWithoutKms(proposed),
  overwrites: ({ bucket }, held) => held.of(kind).find(({ outputs }) => outputs.bucket === bucket),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html */
function keyWithoutKms({ inputs: { bucket, rules } }: Proposed<Inputs>): string | undefined {
  const isWrong = rules.some(({ applyServerSideEncryptionByDefault: given }) => {
    return given?.sseAlgorithm === "AES256" && given.kmsMasterKeyId !== undefined;
  });
  if (!isWrong) return undefined;
  return apiError({
    doing: `creating S3 Bucket Server-side Encryption Configuration (${bucket})`,
    call: "S3: PutBucketEncryption",
    status: 400,
    code: "InvalidArgument",
    message:
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
  });
}
