import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { z } from "zod";
import type { Kind, ResourceType } from "../resourceType.ts";
import { noSuchBucket } from "./bucket.ts";

const inputs = z.strictObject({
  bucket: z.string(),
  blockPublicAcls: z.boolean().optional(),
  blockPublicPolicy: z.boolean().optional(),
  ignorePublicAcls: z.boolean().optional(),
  restrictPublicBuckets: z.boolean().optional(),
  region: z.string().optional(),
  skipDestroy: z.boolean().optional(),
} satisfies Record<keyof BucketPublicAccessBlockArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const publicAccessBlockKind: Kind<Inputs> = {
  token: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  inputs,
};

/** What keeps a bucket from the public. One a bucket: to create and to change it is one call. */
export const bucketPublicAccessBlock: ResourceType<Inputs> = {
  ...publicAccessBlockKind,
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  immutable: ["bucket", "region"],
  upserts: true,
  computed: [],
  identify: ({ bucket }) => bucket,
  outputs: () => ({}),
  refuses: ({ inputs }, held) =>
    noSuchBucket(
      inputs.bucket,
      { what: "Public Access Block", operation: "PutPublicAccessBlock" },
      held,
    ),
  overwrites: ({ bucket }, held) =>
    held.of(publicAccessBlockKind).find(({ outputs }) => outputs.bucket === bucket),
};
