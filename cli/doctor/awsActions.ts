import type { Config } from "../../config.ts";
import { present } from "../../rollout/parts.ts";

/** What a roll back calls at AWS. */
export const ROLL_BACK = actions("route53", [
  "GetHostedZone",
  "ListResourceRecordSets",
  "ChangeResourceRecordSets",
  "GetChange",
]);

/**
 * What an update calls at AWS, by what is declared. Each is in
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function actionsOf(config: Config): readonly string[] {
  if (config.environment === "staging") return [];
  const { operations, channels } = config;
  const aws = present(operations.aws);
  return [
    ...ROLL_BACK,
    ...actions("route53", [
      ...["CreateHostedZone", "UpdateHostedZoneComment", "DeleteHostedZone"],
      ...["CreateHealthCheck", "GetHealthCheck", "UpdateHealthCheck", "DeleteHealthCheck"],
      ...["ListTagsForResource", "ChangeTagsForResource"],
    ]),
    ...actions("cloudfront", [
      ...["CreateDistribution", "GetDistribution", "UpdateDistribution", "DeleteDistribution"],
      ...["TagResource", "ListTagsForResource"],
    ]),
    ...actions("acm", [
      ...["RequestCertificate", "DescribeCertificate", "DeleteCertificate"],
      ...["AddTagsToCertificate", "ListTagsForCertificate"],
    ]),
    ...(present(channels.sms) === undefined
      ? []
      : actions("sns", [
          ...["CreateTopic", "GetTopicAttributes", "SetTopicAttributes", "DeleteTopic"],
          ...["ListTagsForResource", "Subscribe", "GetSubscriptionAttributes", "Unsubscribe"],
        ])),
    ...(present(operations.archive) === undefined
      ? []
      : actions("s3", [
          ...["CreateBucket", "DeleteBucket", "ListBucket"],
          ...["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
          ...["GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"],
          ...["GetEncryptionConfiguration", "PutEncryptionConfiguration"],
          ...["GetLifecycleConfiguration", "PutLifecycleConfiguration"],
          ...["GetBucketTagging", "PutBucketTagging"],
        ])),
    ...(aws?.integrate === true
      ? actions("iam", [
          ...["CreateRole", "GetRole", "UpdateAssumeRolePolicy", "DeleteRole"],
          ...["PutRolePolicy", "GetRolePolicy", "DeleteRolePolicy", "ListRolePolicies"],
          ...["ListAttachedRolePolicies", "ListInstanceProfilesForRole"],
        ])
      : []),
  ];
}

function actions(service: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${service}:${name}`);
}
