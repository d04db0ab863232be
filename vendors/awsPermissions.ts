import { actionNeed, read, settingsOf, type AwsOptions } from "./awsCall.ts";

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
  options: AwsOptions,
  arn: string,
  { resource, actions }: { readonly resource: string; readonly actions: readonly string[] },
): Promise<string[]> {
  if (/:root$/.test(arn)) return [];
  const { IAMClient, SimulatePrincipalPolicyCommand } = await import("@aws-sdk/client-iam");
  const need = actionNeed(
    "simulate what these credentials may do",
    "iam:SimulatePrincipalPolicy",
    " on itself, which reads alone",
  );
  const { EvaluationResults = [] } = await read(need, () =>
    new IAMClient(settingsOf(options)).send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalOf(arn),
        ActionNames: [...actions],
        ResourceArns: [resource],
        MaxItems: 1000,
      }),
    ),
  );
  return EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== "allowed").map(
    ({ EvalActionName = "" }) => EvalActionName,
  );
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
