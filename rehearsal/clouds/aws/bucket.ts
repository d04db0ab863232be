import { z } from "zod";
import { tags } from "../inputs.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";

const REGION = "us-east-1";

const inputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  bucket: z.string(),
  region: z.string().optional(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A bucket of S3. Nothing is put into it here, so that it can always be deleted. */
export const s3Bucket: ResourceType<Inputs> = {
  token: "aws:s3/bucket:Bucket",
  inputs,
  defaults: { forceDestroy: false },
  immutable: ["bucket", "bucketPrefix", "bucketNamespace", "region"],
  identify: ({ bucket }) => bucket,
  adds: {
    arn: ({ bucket }) => `arn:aws:s3:::${bucket}`,
    bucketDomainName: ({ bucket }) => `${bucket}.s3.amazonaws.com`,
    bucketRegionalDomainName: ({ bucket, region = REGION }) =>
      `${bucket}.s3.${region}.amazonaws.com`,
    region: ({ region = REGION }) => region,
    tagsAll: ({ tags }) => tags ?? {},
  },
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
  return notCreated(bucket, "400, InvalidBucketName", "The specified bucket is not valid.");
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function nameTaken({ id, inputs: { bucket } }: Proposed<Inputs>, held: Held): string | undefined {
  if (!held.of(s3Bucket, id).some((one) => one.id === bucket)) return undefined;
  const why =
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.";
  return notCreated(bucket, "409, BucketAlreadyExists", why);
}

function notCreated(bucket: string, error: string, message: string): string {
  return apiError(`creating S3 Bucket (${bucket})`, "S3: CreateBucket", error, message);
}
