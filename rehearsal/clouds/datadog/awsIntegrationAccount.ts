import type { IntegrationAccountArgs } from "@pulumi/datadog/aws/integrationAccount.js";
import { z } from "zod";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { uuid } from "../store/draw.ts";

const texts = z.array(z.string()).optional();
const flag = z.boolean().optional();

/** All or some: not both. */
function chosen(choice: {
  readonly includeAll?: boolean | undefined;
  readonly includeOnlies?: unknown;
}) {
  return choice.includeAll !== true || choice.includeOnlies === undefined;
}

/** What the provider asks for and keeps apart: its validators, and the blocks that must be there. */
const inputs = z.strictObject({
  awsAccountId: z.string().regex(/^\d{12}$/),
  awsPartition: z.enum(["aws", "aws-cn", "aws-us-gov"]),
  accountTags: texts,
  authConfig: z
    .strictObject({
      awsAuthConfigKeys: z.unknown().optional(),
      awsAuthConfigRole: z
        .strictObject({ roleName: z.string().optional(), externalId: z.string().optional() })
        .optional(),
    })
    .refine(
      ({ awsAuthConfigKeys, awsAuthConfigRole }) =>
        (awsAuthConfigKeys === undefined) !== (awsAuthConfigRole === undefined),
      { error: "one of awsAuthConfigKeys and awsAuthConfigRole is needed, and not both" },
    ),
  awsRegions: z
    .strictObject({ includeAll: flag, includeOnlies: texts })
    .refine(chosen, { error: "includeAll and includeOnlies are not for one another" }),
  logsConfig: z.strictObject({
    lambdaForwarder: z.strictObject({
      lambdas: texts,
      sources: texts,
      logSourceConfig: z.unknown().optional(),
    }),
  }),
  metricsConfig: z.strictObject({
    enabled: flag,
    automuteEnabled: flag,
    collectCloudwatchAlarms: flag,
    collectCustomMetrics: flag,
    metricNameFilters: z.array(z.unknown()).optional(),
    tagFilters: z.array(z.unknown()).optional(),
    namespaceFilters: z
      .strictObject({ includeOnlies: texts, excludeOnlies: texts })
      .refine(({ includeOnlies, excludeOnlies }) => !includeOnlies || !excludeOnlies, {
        error: "one of includeOnlies and excludeOnlies",
      }),
  }),
  resourcesConfig: z
    .strictObject({ cloudSecurityPostureManagementCollection: flag, extendedCollection: flag })
    .refine(
      (given) =>
        given.cloudSecurityPostureManagementCollection !== true ||
        given.extendedCollection !== false,
      { error: "cloudSecurityPostureManagementCollection needs extendedCollection" },
    ),
  tracesConfig: z.strictObject({
    xrayServices: z.strictObject({ includeAll: flag, includeOnlies: texts }).refine(chosen, {
      error: "includeAll and includeOnlies are not for one another",
    }),
  }),
} satisfies Record<keyof IntegrationAccountArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const awsAccountKind: Kind<Inputs> = {
  token: "datadog:aws/integrationAccount:IntegrationAccount",
  inputs,
};

/** An AWS account that Datadog measures. It measures nothing here. */
export const awsIntegrationAccount: ResourceType<Inputs> = {
  ...awsAccountKind,
  computed: [],
  identify: (_, draw) => uuid(draw),
  outputs: () => ({}),
  refuses: accountTaken,
};

/** https://docs.datadoghq.com/api/latest/aws-integration/#create-an-aws-integration: 409 Conflict */
function accountTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { awsAccountId } = inputs;
  const taken = held
    .of(awsAccountKind)
    .some((one) => one.id !== id && one.outputs.awsAccountId === awsAccountId);
  if (!taken) return undefined;
  const errors = [`AWS account ${awsAccountId} is integrated already`];
  return `error creating AWS integration account: 409 Conflict: ${JSON.stringify({ errors })}`;
}
