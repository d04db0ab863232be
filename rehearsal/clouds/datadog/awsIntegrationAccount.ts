import { z } from "zod";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { uuid } from "../store/draw.ts";

const texts = z.array(z.string()).optional();
const flag = z.boolean().optional();

/** All or some: not both. */
const chosen = z
  .object({ includeAll: flag, includeOnlies: texts })
  .refine(({ includeAll, includeOnlies }) => includeAll !== true || includeOnlies === undefined, {
    error: "includeAll and includeOnlies are not for one another",
  });

/** What the provider requires and keeps apart: its validators, and the blocks that must be there. */
const inputs = z.object({
  awsAccountId: z.string().regex(/^\d{12}$/),
  awsPartition: z.enum(["aws", "aws-cn", "aws-us-gov"]),
  authConfig: z
    .object({
      awsAuthConfigKeys: z.unknown().optional(),
      awsAuthConfigRole: z.object({ roleName: z.string().optional() }).optional(),
    })
    .refine(
      ({ awsAuthConfigKeys, awsAuthConfigRole }) =>
        (awsAuthConfigKeys === undefined) !== (awsAuthConfigRole === undefined),
      { error: "one of awsAuthConfigKeys and awsAuthConfigRole is needed, and not both" },
    ),
  awsRegions: chosen,
  logsConfig: z.object({ lambdaForwarder: z.object({}) }),
  metricsConfig: z.object({
    namespaceFilters: z
      .object({ includeOnlies: texts, excludeOnlies: texts })
      .refine(({ includeOnlies, excludeOnlies }) => !includeOnlies || !excludeOnlies, {
        error: "one of includeOnlies and excludeOnlies",
      }),
  }),
  resourcesConfig: z
    .object({ cloudSecurityPostureManagementCollection: flag, extendedCollection: flag })
    .refine(
      (given) =>
        given.cloudSecurityPostureManagementCollection !== true ||
        given.extendedCollection !== false,
      { error: "cloudSecurityPostureManagementCollection needs extendedCollection" },
    ),
  tracesConfig: z.object({ xrayServices: chosen }),
});

type Inputs = z.infer<typeof inputs>;

/** An AWS account that Datadog measures. It measures nothing here. */
export const awsIntegrationAccount: ResourceType<Inputs> = {
  token: "datadog:aws/integrationAccount:IntegrationAccount",
  inputs,
  identify: (_, draw) => uuid(draw),
  refuses: accountTaken,
};

/** https://docs.datadoghq.com/api/latest/aws-integration/#create-an-aws-integration: 409 Conflict */
function accountTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { awsAccountId } = inputs;
  const taken = held
    .of(awsIntegrationAccount, id)
    .some(({ outputs }) => outputs.awsAccountId === awsAccountId);
  if (!taken) return undefined;
  const errors = [`AWS account ${awsAccountId} is integrated already`];
  return `error creating AWS integration account: 409 Conflict: ${JSON.stringify({ errors })}`;
}

/** An id that a role of AWS and Datadog share: https://docs.datadoghq.com/api/latest/aws-integration/#generate-a-new-external-id */
export const awsIntegrationExternalId: ResourceType<object> = {
  token: "datadog:aws/integrationExternalId:IntegrationExternalId",
  inputs: z.object({}),
  identify: (_, draw) => draw("id", 32),
};
