import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { LogsArchive } from "@pulumi/datadog/logsArchive.js";
import * as pulumi from "@pulumi/pulumi";

export interface ArchiveArgs {
  /** The bucket's name, one of its own in all of AWS. */
  readonly bucket: string;
  /** The folder in it, without slashes around it, e.g. `production`. */
  readonly path: string;
  /** Days until a log is deleted, 1 to 3650. */
  readonly days: number;
  /** Which logs, as Datadog searches them, e.g. `service:shop env:production`. */
  readonly query: string;
}

/** Who writes to it: Datadog, by a role in the account that the bucket is in. */
export interface ArchiveWriter {
  /** The account's number, twelve digits. */
  readonly account: string;
  /** The role's name. */
  readonly role: pulumi.Input<string>;
  /** Datadog's integration with both, where it is made here: Datadog archives by no other. */
  readonly integration?: pulumi.Resource | undefined;
}

/**
 * Where the logs of a rollout are kept beyond what Datadog keeps: a bucket that nobody but its
 * account and Datadog's role gets at, and the archive at Datadog that fills it.
 * https://docs.datadoghq.com/logs/log_configuration/archives/
 */
export function archive(
  name: string,
  { bucket: bucketName, path, days, query }: ArchiveArgs,
  { account, role, integration }: ArchiveWriter,
  opts: pulumi.CustomResourceOptions,
): LogsArchive {
  const made = new Bucket(
    `${name}-archive`,
    { bucket: bucketName, tags: { Name: `logs archived by Datadog: ${query}` } },
    opts,
  );
  // What keeps it closed goes and comes with the bucket; the bucket alone must not vanish.
  const beside = { ...opts, protect: false };
  const bucket = made.bucket;
  const closed = new BucketPublicAccessBlock(
    `${name}-archive`,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    beside,
  );
  const encrypted = new BucketServerSideEncryptionConfiguration(
    `${name}-archive`,
    { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    beside,
  );
  new BucketLifecycleConfiguration(
    `${name}-archive`,
    {
      bucket,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: {},
          expiration: { days },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    beside,
  );
  // S3 answers a change of the policy beside one of the access block with OperationAborted.
  new BucketPolicy(
    `${name}-archive`,
    { bucket, policy: encryptedTransportOnly(made.arn) },
    { ...beside, dependsOn: [closed] },
  );
  const mayWrite = new RolePolicy(
    `${name}-archive`,
    { name: `archive-logs-${bucketName}`, role, policy: writes(made.arn, path) },
    beside,
  );
  return new LogsArchive(
    `${name}-archive`,
    {
      name: query,
      query,
      s3Archive: { bucket, path: `/${path}`, accountId: account, roleName: role },
      includeTags: true,
    },
    { ...beside, dependsOn: [mayWrite, encrypted, ...(integration ? [integration] : [])] },
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
function encryptedTransportOnly(arn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EncryptedTransportOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, pulumi.interpolate`${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

/** https://docs.datadoghq.com/logs/log_configuration/archives/#set-permissions */
function writes(arn: pulumi.Output<string>, path: string): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DatadogUploadAndRehydrateLogArchives",
        Effect: "Allow",
        Action: ["s3:PutObject", "s3:GetObject"],
        Resource: pulumi.interpolate`${arn}/${path}/*`,
      },
      {
        Sid: "DatadogRehydrateLogArchivesListBucket",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: arn,
      },
    ],
  });
}
