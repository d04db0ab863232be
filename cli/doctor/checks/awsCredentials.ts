import { PermissionMissing } from "../../../vendors/failures.ts";
import { present } from "../../../rollout/parts.ts";
import { actionsOf, ROLL_BACK } from "../awsActions.ts";
import type { Check } from "../check.ts";
import { fault, ok, unknown, type Finding } from "../finding.ts";

const EXPECTED = "credentials of the AWS account that the rollout is in";

/** Whose the credentials are, and what their policies deny of what an update and a roll back call. */
export const awsCredentials: Check = {
  id: "aws-credentials",
  title: "the AWS credentials and their permissions",
  for: ["up", "start", "rollback"],
  seconds: 60,
  run: async ({ clouds, config }) => {
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
    const findings = [
      ...other,
      ...(await denied(clouds, arn, config ? actionsOf(config) : ROLL_BACK)),
    ];
    return findings.length > 0 ? findings : [ok(`${arn} may do what an update calls`)];
  },
};

async function denied(
  clouds: Parameters<Check["run"]>[0]["clouds"],
  arn: string,
  actions: readonly string[],
): Promise<Finding[]> {
  try {
    const all = await clouds.deniedActions(arn, actions);
    const [back, others] = [
      all.filter((one) => ROLL_BACK.includes(one)),
      all.filter((one) => !ROLL_BACK.includes(one)),
    ];
    const refused = (these: readonly string[], stops?: readonly ["up"]) =>
      these.length === 0
        ? []
        : [
            fault(
              `the policies of ${arn} deny ${these.join(", ")}`,
              "the actions that docs/going-live.md lists in section 1",
              "allow them in its policies",
              stops,
            ),
          ];
    return [...refused(back), ...refused(others, ["up"])];
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
