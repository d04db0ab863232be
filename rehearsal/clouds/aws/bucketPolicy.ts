import { z } from "zod";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { bucketPublicAccessBlock, noSuchBucket } from "./bucketSettings.ts";
import { apiError } from "./failures.ts";
import { list, statementsOf, type Statement } from "./policyDocument.ts";

const inputs = z.object({ bucket: z.string(), policy: z.string() });

type Inputs = z.infer<typeof inputs>;

/** Who may do what with a bucket: one for each. */
export const bucketPolicy: ResourceType<Inputs> = {
  token: "aws:s3/bucketPolicy:BucketPolicy",
  inputs,
  immutable: ["bucket", "region"],
  upserts: true,
  identify: ({ bucket }) => bucket,
  refuses: (proposed, held) =>
    noSuchBucket(proposed.inputs.bucket, "Policy", "PutBucketPolicy", held) ??
    malformed(proposed) ??
    open(proposed, held),
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
  return message && notPut(bucket, "400, MalformedPolicy", message);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function open({ inputs: { bucket, policy } }: Proposed<Inputs>, held: Held): string | undefined {
  const isBlocked = held
    .of(bucketPublicAccessBlock)
    .some(({ outputs }) => outputs.bucket === bucket && outputs.blockPublicPolicy === true);
  if (!isBlocked || !statementsOf(policy)?.some(isPublic)) return undefined;
  const why =
    "User is not authorized to perform: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting.";
  return notPut(bucket, "403, AccessDenied", why);
}

function isPublic({ Effect, Principal, Condition }: Statement): boolean {
  const isEverybody =
    Principal === "*" || (Principal !== undefined && list(Principal["AWS"]).includes("*"));
  return Effect === "Allow" && isEverybody && Condition === undefined;
}

function notPut(bucket: string, error: string, message: string): string {
  return apiError(`putting S3 Bucket (${bucket}) Policy`, "S3: PutBucketPolicy", error, message);
}
