import type { AwsOptions } from "./aws.ts";
import { oneLine, PermissionMissing, VendorFailure } from "./failures.ts";

const WHAT = "simulate what these credentials may do";

/**
 * Which of some actions (`route53:CreateHostedZone`) the policies of a user or role deny on a resource.
 * Nothing is called: IAM evaluates the policies. Empty for the account's root user, who may do all.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 *
 * @param arn of the caller, as `identity` has it
 * @param resource an ARN; `*` where the actions take none
 * @throws {PermissionMissing} without `iam:SimulatePrincipalPolicy`
 */
export async function deniedActions(
  { endpoint, credentials }: AwsOptions,
  arn: string,
  { resource, actions }: { readonly resource: string; readonly actions: readonly string[] },
): Promise<string[]> {
  if (/:root$/.test(arn)) return [];
  const { IAMClient, SimulatePrincipalPolicyCommand } = await import("@aws-sdk/client-iam");
  const client = new IAMClient({
    region: "us-east-1",
    maxAttempts: 3,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  });
  try {
    const { EvaluationResults = [] } = await client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalOf(arn),
        ActionNames: [...actions],
        ResourceArns: [resource],
        MaxItems: 1000,
      }),
    );
    return EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== "allowed").map(
      ({ EvalActionName = "" }) => EvalActionName,
    );
  } catch (error) {
    const status =
      error instanceof Error && "$metadata" in error
        ? (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode
        : undefined;
    const said = [status, oneLine(error)].filter(Boolean).join(" ");
    if (status === 403)
      throw new PermissionMissing({
        ...{ vendor: "AWS", what: WHAT, said },
        permission: "the action iam:SimulatePrincipalPolicy on itself, which reads alone",
        docs: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
      });
    throw new VendorFailure({ vendor: "AWS", what: WHAT, said });
  }
}

/**
 * A session's role: IAM simulates users, groups and roles, and no session. A role's path is not in the
 * session's ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function principalOf(arn: string): string {
  const [, partition, account, role] =
    /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/.+$/.exec(arn) ?? [];
  return role === undefined ? arn : `arn:${partition ?? ""}:iam::${account ?? ""}:role/${role}`;
}
