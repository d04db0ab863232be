import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { IntegrationAccount } from "@pulumi/datadog/aws/integrationAccount.js";
import { IntegrationExternalId } from "@pulumi/datadog/aws/integrationExternalId.js";
import * as pulumi from "@pulumi/pulumi";

export interface AwsIntegrationArgs {
  /** The AWS account's number, twelve digits. */
  readonly account: string;
  /** The role's name, which Datadog takes. */
  readonly role: string;
  /** Datadog's own AWS account, which may take it; another one at some of its sites. */
  readonly datadogAccount: string;
}

/** What is measured: what the rollout's traffic goes through, and the database and Redis behind it. */
const NAMESPACES = ["AWS/CloudFront", "AWS/ElastiCache", "AWS/RDS", "AWS/Route53"];

/**
 * What Datadog requires to measure those, no more: reading metrics, names and tags.
 * https://docs.datadoghq.com/integrations/amazon_web_services/#aws-integration-iam-policy, and the
 * pages of each namespace, e.g. https://docs.datadoghq.com/integrations/amazon_rds/
 */
const ACTIONS = [
  "cloudfront:GetDistributionConfig",
  "cloudfront:ListDistributions",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "elasticache:DescribeCacheClusters",
  "elasticache:DescribeEvents",
  "elasticache:ListTagsForResource",
  "rds:DescribeDBInstances",
  "rds:DescribeEvents",
  "rds:ListTagsForResource",
  "route53:ListHealthChecks",
  "route53:ListTagsForResources",
  "tag:GetResources",
  "tag:GetTagKeys",
  "tag:GetTagValues",
];

/**
 * Datadog's way into an AWS account: a role that its own account may take where it names an id that
 * only the two sides know of.
 * https://docs.datadoghq.com/integrations/guide/aws-terraform-setup/
 */
export function awsIntegration(
  name: string,
  { account, role: roleName, datadogAccount }: AwsIntegrationArgs,
  opts: pulumi.CustomResourceOptions,
): { readonly integration: IntegrationAccount; readonly role: Role } {
  // The id comes first, so that Datadog never tries a role that is not there yet. It is good for 48
  // hours: where the integration was not made in that time, replace it.
  const externalId = new IntegrationExternalId(`${name}-aws`, {}, opts).id;
  const role = new Role(
    `${name}-aws`,
    {
      name: roleName,
      description: "taken by Datadog, to measure and to archive logs",
      assumeRolePolicy: trust(datadogAccount, externalId),
    },
    opts,
  );
  const measures = new RolePolicy(
    `${name}-aws`,
    {
      name: "measure",
      role: role.name,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ACTIONS, Resource: "*" }],
      }),
    },
    opts,
  );
  const integration = new IntegrationAccount(
    `${name}-aws`,
    {
      awsAccountId: account,
      awsPartition: "aws",
      authConfig: { awsAuthConfigRole: { roleName: role.name, externalId } },
      awsRegions: { includeAll: true },
      metricsConfig: {
        enabled: true,
        automuteEnabled: false,
        collectCloudwatchAlarms: false,
        collectCustomMetrics: false,
        namespaceFilters: { includeOnlies: NAMESPACES },
      },
      // The provider requires each of these, an empty one too.
      logsConfig: { lambdaForwarder: { lambdas: [], sources: [] } },
      resourcesConfig: {
        cloudSecurityPostureManagementCollection: false,
        extendedCollection: false,
      },
      tracesConfig: { xrayServices: { includeOnlies: [] } },
    },
    { ...opts, dependsOn: [measures] },
  );
  return { integration, role };
}

function trust(datadogAccount: string, externalId: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${datadogAccount}:root` },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  });
}
