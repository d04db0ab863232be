import type { BucketPolicyArgs } from "@pulumi/aws/s3/bucketPolicy.js";
import { z } from "zod";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { noSuchBucket } from "./bucket.ts";
import { publicAccessBlockKind } from "./bucketPublicAccessBlock.ts";
import { apiError } from "./failures.ts";
import { list, statementsOf, type Statement } from "./policyDocument.ts";

const inputs = z.strictObject({
  bucket: z.string(),
  policy: z.string(),
  region: z.string().optional(),
} satisfies Record<keyof BucketPolicyArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = { token: "aws:s3/bucketPolicy:BucketPolicy", inputs };

/** Who may do what with a bucket. One a bucket: to create and to change it is one call. */
export const bucketPolicy: ResourceType<Inputs> = {
  ...kind,
  immutable: ["bucket", "region"],
  upserts: true,
  computed: [],
  identify: ({ bucket }) => bucket,
  outputs: () => ({}),
  refuses: (proposed, held) =>
    noSuchBucket(proposed.inputs.bucket, { what: "Policy", operation: "PutBucketPolicy" }, held) ??
    malformed(proposed) ??
    open(proposed, held),
  overwrites: ({ bucket }, held) => held.of(kind).find(({ outputs }) => outputs.bucket === bucket),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function malformed({ inputs: { bucket, policy } }: Proposed<Inputs>): string | undefined {
  const statements = statementsOf(policy);
  const arn = `arn:aws:s3:::${bucket}`;
  const message = !statements
    ? "Policies must be valid JSON and the first byte must be '{'"
    : statements.some(({ Principal }) => Principal === undefined)
      ? "Missing required field Principal"
      : statements
            .flatMap(({ Resource }) => list(Resource))
            .some((one) => one !== arn && !one.startsWith(`${arn}/`))
        ? "Policy has invalid resource"
        : undefined;
  return message === undefined ? undefined : put(bucket, 400, "MalformedPolicy", message);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function open({ inputs: { bucket, policy } }: Proposed<Inputs>, held: Held): string | undefined {
  const isBlocked = held
    .of(publicAccessBlockKind)
    .some(({ outputs }) => outputs.bucket === bucket && outputs.blockPublicPolicy === true);
  if (!isBlocked || !statementsOf(policy)?.some(isPublic)) return undefined;
  const why =
    "User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting.";
  return put(bucket, 403, "AccessDenied", why);
}

function isPublic({ Effect, Principal, Condition }: Statement): boolean {
  const isEverybody =
    Principal === "*" || (Principal !== undefined && list(Principal["AWS"]).includes("*"));
  return Effect === "Allow" && isEverybody && Condition === undefined;
}

function put(bucket: string, status: number, code: string, message: string): string {
  const doing = `putting S3 Bucket (${bucket}) Policy`;
  return apiError({ doing, call: "S3: PutBucketPolicy", status, code, message });
}
