import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind, ResourceType } from "../resourceType.ts";
import { bucketSetting } from "./bucketSetting.ts";

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

/** How a bucket encrypts what it is given. */
export const bucketServerSideEncryptionConfiguration: ResourceType<Inputs> = {
  ...bucketSetting(kind, {
    what: "Server-side Encryption Configuration",
    operation: "PutBucketEncryption",
    wrong: keyWithoutKms,
  }),
  immutable: ["bucket", "expectedBucketOwner", "region"],
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html */
function keyWithoutKms({ rules }: Inputs): string | undefined {
  const isWrong = rules.some(({ applyServerSideEncryptionByDefault: given }) => {
    return given?.sseAlgorithm === "AES256" && given.kmsMasterKeyId !== undefined;
  });
  return isWrong
    ? "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse"
    : undefined;
}
