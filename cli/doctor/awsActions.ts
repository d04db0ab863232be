import { archiveBucket } from "../../components/operations/archiveBucket.ts";
import { topicName } from "../../components/notifications/handles.ts";
import type { ProductionConfig } from "../../config.ts";
import { present } from "../../rollout/parts.ts";
import type { StateResource } from "../state.ts";
import { idsOf, TYPES } from "./inState.ts";

/** Actions on a resource by its ARN: a policy may allow them there alone. */
export interface Calls {
  readonly resource: string;
  readonly actions: readonly string[];
  /** Whether a roll back calls them too. */
  readonly isBack: boolean;
}

export interface CallsArgs {
  /** `project/stack` */
  readonly stack: string;
  /** The account's number. */
  readonly account: string;
  readonly resources: readonly StateResource[];
}

/**
 * What a roll back calls at AWS. Actions and the resources that they take are in
 * https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function callsBack({ resources }: Pick<CallsArgs, "resources">): readonly Calls[] {
  const zones = idsOf(resources, TYPES.zone).map((id) => `arn:aws:route53:::hostedzone/${id}`);
  return [
    ...(zones.length > 0 ? zones : ["*"]).map((resource) => ({
      ...{ resource, isBack: true },
      actions: named("route53", "GetHostedZone ListResourceRecordSets ChangeResourceRecordSets"),
    })),
    {
      ...{ resource: "arn:aws:route53:::change/NEW", isBack: true },
      actions: named("route53", "GetChange"),
    },
  ];
}

/** What an update calls at AWS beside that, by what is declared. */
export function callsUp(config: ProductionConfig, args: CallsArgs): readonly Calls[] {
  const { operations, channels } = config;
  const { account, stack } = args;
  const [aws, archive] = [present(operations.aws), present(operations.archive)];
  const one = (service: string, resource: string, actions: string): Calls => ({
    ...{ resource, actions: named(service, actions), isBack: false },
  });
  const [distribution = "NEW"] = idsOf(args.resources, TYPES.distribution);
  const [certificate = `arn:aws:acm:us-east-1:${account}:certificate/NEW`] = idsOf(
    args.resources,
    TYPES.certificate,
  );
  return [
    one("route53", "*", "CreateHostedZone CreateHealthCheck"),
    one("cloudfront", `arn:aws:cloudfront::${account}:distribution/${distribution}`, CLOUDFRONT),
    one("acm", "*", "RequestCertificate"),
    one("acm", certificate, ACM),
    ...(present(channels.sms) === undefined
      ? []
      : [one("sns", `arn:aws:sns:us-east-1:${account}:${topicName(stack)}`, SNS)]),
    ...(aws && archive
      ? [one("s3", `arn:aws:s3:::${archive.bucket ?? archiveBucket(stack, account)}`, S3)]
      : []),
    ...(aws?.integrate === true
      ? [one("iam", `arn:aws:iam::${account}:role/${aws.role}`, IAM)]
      : []),
  ];
}

const CLOUDFRONT =
  "CreateDistribution GetDistribution UpdateDistribution TagResource ListTagsForResource";
const ACM = "DescribeCertificate DeleteCertificate AddTagsToCertificate ListTagsForCertificate";
const SNS =
  "CreateTopic GetTopicAttributes SetTopicAttributes ListTagsForResource Subscribe GetSubscriptionAttributes";
const S3 =
  "CreateBucket ListBucket GetBucketPolicy PutBucketPolicy GetBucketPublicAccessBlock PutBucketPublicAccessBlock GetEncryptionConfiguration PutEncryptionConfiguration GetLifecycleConfiguration PutLifecycleConfiguration GetBucketTagging PutBucketTagging";
const IAM =
  "CreateRole GetRole UpdateAssumeRolePolicy PutRolePolicy GetRolePolicy ListRolePolicies ListAttachedRolePolicies ListInstanceProfilesForRole";

function named(service: string, actions: string): readonly string[] {
  return actions.split(" ").map((action) => `${service}:${action}`);
}
