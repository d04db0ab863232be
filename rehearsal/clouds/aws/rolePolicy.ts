import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { statementsOf } from "./policyDocument.ts";
import { roleKind } from "./role.ts";
import { rolePolicyKind, type RolePolicyInputs } from "./rolePolicyKind.ts";

/** A role's own policy. To create and to change it is one call. */
export const rolePolicy: ResourceType<RolePolicyInputs> = {
  ...rolePolicyKind,
  immutable: ["name", "namePrefix", "role"],
  upserts: true,
  computed: [],
  identify: ({ role, name }) => `${role}:${name}`,
  outputs: () => ({}),
  refuses: (proposed, held) => noSuchRole(proposed, held) ?? malformed(proposed),
  overwrites: ({ role, name }, held) =>
    held.of(rolePolicyKind).find(({ id }) => id === `${role}:${name}`),
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
function noSuchRole({ inputs }: Proposed<RolePolicyInputs>, held: Held): string | undefined {
  const { role } = inputs;
  if (held.of(roleKind).some(({ id }) => id === role)) return undefined;
  return put(inputs, 404, "NoSuchEntity", `The role with name ${role} cannot be found.`);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function malformed({ inputs }: Proposed<RolePolicyInputs>): string | undefined {
  const statements = statementsOf(inputs.policy);
  const message = !statements
    ? "Syntax errors in policy."
    : statements.some(({ Principal }) => Principal !== undefined)
      ? "Policy document should not specify a principal."
      : statements.some(({ Resource }) => Resource === undefined)
        ? "Policy statement must contain resources."
        : undefined;
  return message === undefined ? undefined : put(inputs, 400, "MalformedPolicyDocument", message);
}

function put({ role, name }: RolePolicyInputs, status: number, code: string, message: string) {
  const doing = `putting IAM Role (${role}) Policy (${name})`;
  return apiError({ doing, call: "IAM: PutRolePolicy", status, code, message });
}
