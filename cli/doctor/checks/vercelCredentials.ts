import { PermissionMissing } from "../../../vendors/failures.ts";
import type { Check } from "../check.ts";
import { NoCredentials } from "../clouds.ts";
import { fault, ok, unknown } from "../finding.ts";
import { teamIn } from "../inState.ts";

const ROLES = "https://vercel.com/docs/rbac/access-roles";

/**
 * Which roles may change a project's settings, domains and aliases:
 * https://vercel.com/docs/rbac/access-roles/team-level-roles
 */
const MAY = ["OWNER", "MEMBER"];
/** What these may depends on the role in the project: https://vercel.com/docs/rbac/access-roles/project-level-roles */
const BY_PROJECT = ["DEVELOPER", "CONTRIBUTOR"];

/** A roll back points aliases at the good deployment, so it needs the token too. */
export const vercelCredentials: Check = {
  id: "vercel-credentials",
  title: "the Vercel token and its user's role",
  for: ["up", "start", "rollback"],
  run: async ({ clouds, config, resources }) => {
    const team = config?.vercel.team ?? teamIn(await resources().catch(() => []));
    const of = team === undefined ? "its own account" : team;
    const expected = `a token that reaches ${of}, of an owner, a member, or the project's administrator`;
    try {
      const { role } = await clouds.standing(team);
      if (role === undefined || MAY.includes(role))
        return [ok(`reaches ${of} as ${role ?? "its user"}`)];
      return [
        BY_PROJECT.includes(role)
          ? unknown(
              `the token's user is ${role} in ${of}: whether it may move aliases depends on the project`,
              `make that user the project's administrator or a member of the team: ${ROLES}`,
            )
          : fault(
              `the token's user is ${role} in ${of}`,
              expected,
              `another role or token: ${ROLES}`,
            ),
      ];
    } catch (error) {
      if (error instanceof NoCredentials)
        return [
          fault("VERCEL_API_TOKEN is not set", expected, "make one at vercel.com/account/tokens"),
        ];
      if (error instanceof PermissionMissing)
        return [fault(error.message, expected, `VERCEL_API_TOKEN: ${error.permission}`)];
      throw error;
    }
  },
};
