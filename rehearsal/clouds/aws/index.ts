import { resourceType, type Cloud } from "../resourceType.ts";
import { s3Bucket } from "./bucket.ts";
import { bucketPolicy } from "./bucketPolicy.ts";
import {
  bucketLifecycleConfiguration,
  bucketPublicAccessBlock,
  bucketServerSideEncryptionConfiguration,
} from "./bucketSettings.ts";
import { certificate } from "./certificate.ts";
import { certificateValidation } from "./certificateValidation.ts";
import { distribution } from "./distribution.ts";
import { wording } from "./failures.ts";
import { healthCheck } from "./healthCheck.ts";
import { getRecords, record } from "./record.ts";
import { role, rolePolicy } from "./role.ts";
import { topic, topicSubscription } from "./topic.ts";
import { zone } from "./zone.ts";

/** AWS: Route 53, ACM, CloudFront, SNS, S3 and IAM. */
export const aws: Cloud = {
  name: "aws",
  sdk: "@pulumi/aws",
  types: [
    resourceType(zone),
    resourceType(record),
    resourceType(healthCheck),
    resourceType(certificate),
    resourceType(certificateValidation),
    resourceType(distribution),
    resourceType(topic),
    resourceType(topicSubscription),
    resourceType(s3Bucket),
    resourceType(bucketLifecycleConfiguration),
    resourceType(bucketPolicy),
    resourceType(bucketPublicAccessBlock),
    resourceType(bucketServerSideEncryptionConfiguration),
    resourceType(role),
    resourceType(rolePolicy),
  ],
  functions: [getRecords],
  wording,
};
