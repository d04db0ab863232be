import type { BucketArgs } from "@pulumi/aws/s3/bucket.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";

const REGION = "us-east-1";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  bucket: z.string(),
  forceDestroy: z.boolean().optional(),
  region: z.string().optional(),
  tags,
  ...kept(
    "accelerationStatus",
    "acl",
    "bucketNamespace",
    "bucketPrefix",
    "corsRules",
    "grants",
    "lifecycleRules",
    "logging",
    "objectLockConfiguration",
    "objectLockEnabled",
    "policy",
    "replicationConfiguration",
    "requestPayer",
    "serverSideEncryptionConfiguration",
    "versioning",
    "website",
  ),
} satisfies Record<keyof BucketArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const bucketKind: Kind<Inputs> = { token: "aws:s3/bucket:Bucket", inputs };

/** A bucket of S3. Nothing is put into it here, so that it can always be deleted. */
export const bucket: ResourceType<Inputs> = {
  ...bucketKind,
  defaults: { forceDestroy: false },
  immutable: ["bucket", "bucketPrefix", "bucketNamespace", "region"],
  computed: ["arn", "bucketDomainName", "bucketRegionalDomainName", "region", "tagsAll"],
  identify: ({ bucket }) => bucket,
  outputs: ({ bucket, region = REGION, tags }) => ({
    arn: `arn:aws:s3:::${bucket}`,
    bucketDomainName: `${bucket}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
    region,
    tagsAll: tags ?? {},
  }),
  refuses: (proposed, held) => wrongName(proposed) ?? nameTaken(proposed, held),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function wrongName({ inputs: { bucket } }: Proposed<Inputs>): string | undefined {
  const isRight =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) &&
    !/\.\.|^\d+(\.\d+){3}$|^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(
      bucket,
    );
  if (isRight) return undefined;
  return apiError({
    doing: `creating S3 Bucket (${bucket})`,
    call: "S3: CreateBucket",
    status: 400,
    code: "InvalidBucketName",
    message: "The specified bucket is not valid.",
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function nameTaken({ id, inputs: { bucket } }: Proposed<Inputs>, held: Held): string | undefined {
  if (!held.of(bucketKind).some((one) => one.id === bucket && one.id !== id)) return undefined;
  return apiError({
    doing: `creating S3 Bucket (${bucket})`,
    call: "S3: CreateBucket",
    status: 409,
    code: "BucketAlreadyExists",
    message:
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
  });
}

/** What S3 answers where a setting is for no bucket: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function noSuchBucket(
  bucket: string,
  { what, operation }: { readonly what: string; readonly operation: string },
  held: Held,
): string | undefined {
  if (held.of(bucketKind).some(({ id }) => id === bucket)) return undefined;
  return apiError({
    doing: `creating S3 Bucket ${what} (${bucket})`,
    call: `S3: ${operation}`,
    status: 404,
    code: "NoSuchBucket",
    message: "The specified bucket does not exist",
  });
}
