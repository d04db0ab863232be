import { PermissionMissing } from "../../../vendors/failures.ts";
import { present } from "../../../rollout/parts.ts";
import { callsBack, callsUp, type Calls } from "../awsActions.ts";
import type { Check } from "../check.ts";
import { fault, ok, unknown, type Finding } from "../finding.ts";

const EXPECTED = "credentials of the AWS account that the rollout is in";

/** Whose the credentials are, and what their policies deny of what an update and a roll back call. */
export const awsCredentials: Check = {
  id: "aws-credentials",
  title: "the AWS credentials and their permissions",
  for: ["up", "start", "rollback"],
  seconds: 60,
  run: async ({ clouds, config, project, resources, stack }) => {
    if (config?.environment === "staging") return [];
    const aws = await clouds.aws();
    let caller: Awaited<ReturnType<typeof aws.identity>>;
    try {
      caller = await aws.identity();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const isAbsent = /credential/i.test(why);
      if (!(error instanceof PermissionMissing) && !isAbsent) throw error;
      const remedy = "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and sign in";
      return [fault(why, EXPECTED, remedy)];
    }
    const { account, arn } = caller;
    const named = config && present(config.operations.aws)?.account;
    const other: Finding[] =
      named === undefined || named === account
        ? []
        : [
            fault(
              `the credentials are of the account ${account} (${arn}), and operations.aws.account is ${named}`,
              EXPECTED,
              "use those of that account, or correct the number",
            ),
          ];
    // With a state that cannot be read there are no ids, and all resources stand for each.
    const held = await resources().catch(() => []);
    const place = { stack: `${project.name}/${stack.name}`, account, resources: held };
    const calls = [...callsBack(place), ...(config ? callsUp(config, place) : [])];
    const findings = [...other, ...(await denied(clouds, arn, calls))];
    return findings.length > 0 ? findings : [ok(`${arn} may do what an update calls`)];
  },
};

async function denied(
  clouds: Parameters<Check["run"]>[0]["clouds"],
  arn: string,
  calls: readonly Calls[],
): Promise<Finding[]> {
  try {
    const observed = await Promise.all(
      calls.map(async (one) => ({ ...one, denied: await clouds.deniedActions(arn, one) })),
    );
    return observed
      .filter((one) => one.denied.length > 0)
      .map(({ denied, resource, isBack }) =>
        fault(
          `the policies of ${arn} deny ${denied.join(", ")} on ${resource === "*" ? "all resources" : resource}`,
          "the actions that docs/permissions.md lists",
          "allow them in its policies",
          isBack ? undefined : ["up"],
        ),
      );
  } catch (error) {
    if (!(error instanceof PermissionMissing)) throw error;
    return [
      unknown(
        `what the policies of ${arn} allow is not known: ${error.said}`,
        `allow it ${error.permission} (${error.docs})`,
      ),
    ];
  }
}
