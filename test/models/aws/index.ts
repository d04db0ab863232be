import { certificate, certificateValidation } from "./acm.ts";
import type { OfAws } from "./call.ts";
import { distribution } from "./cloudfront.ts";
import { role, rolePolicy } from "./iam.ts";
import { healthCheck, record, zone } from "./route53.ts";
import { bucket, encryption, lifecycle, policy, publicAccessBlock } from "./s3.ts";
import { topic, topicSubscription } from "./sns.ts";

/** The types at AWS, by their Pulumi tokens, each after those that it refers to. */
export const AWS: Readonly<Record<string, OfAws>> = {
  "aws:route53/zone:Zone": zone,
  "aws:acm/certificate:Certificate": certificate,
  "aws:acm/certificateValidation:CertificateValidation": certificateValidation,
  "aws:cloudfront/distribution:Distribution": distribution,
  "aws:route53/healthCheck:HealthCheck": healthCheck,
  "aws:route53/record:Record": record,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": lifecycle,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": publicAccessBlock,
  "aws:s3/bucketPolicy:BucketPolicy": policy,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    encryption,
  "aws:iam/role:Role": role,
  "aws:iam/rolePolicy:RolePolicy": rolePolicy,
  "aws:sns/topic:Topic": topic,
  "aws:sns/topicSubscription:TopicSubscription": topicSubscription,
};
