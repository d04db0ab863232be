import { resourceType, type Cloud } from "../resourceType.ts";
import { bucket } from "./bucket.ts";
import { bucketLifecycleConfiguration } from "./bucketLifecycleConfiguration.ts";
import { bucketPolicy } from "./bucketPolicy.ts";
import { bucketPublicAccessBlock } from "./bucketPublicAccessBlock.ts";
import { bucketServerSideEncryptionConfiguration } from "./bucketServerSideEncryptionConfiguration.ts";
import { certificate } from "./certificate.ts";
import { certificateValidation } from "./certificateValidation.ts";
import { distribution } from "./distribution.ts";
import { wording } from "./failures.ts";
import { getRecords } from "./getRecords.ts";
import { healthCheck } from "./healthCheck.ts";
import { record } from "./record.ts";
import { role } from "./role.ts";
import { rolePolicy } from "./rolePolicy.ts";
import { topic } from "./topic.ts";
import { topicSubscription } from "./topicSubscription.ts";
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
    resourceType(bucket),
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
