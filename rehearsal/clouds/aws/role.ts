import { z } from "zod";
import { tags } from "../inputs.ts";
import type { Held, HeldResource, Proposed, ResourceType } from "../resourceType.ts";
import { UPPER } from "../store/draw.ts";
import { ACCOUNT, apiError } from "./failures.ts";
import { statementsOf } from "./policyDocument.ts";

const inputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  assumeRolePolicy: z.string(),
  description: z.string().max(1000).optional(),
  forceDetachPolicies: z.boolean().optional(),
  maxSessionDuration: z.int().min(3600).max(43200).optional(),
  path: z.string().optional(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A role of IAM. Nobody takes it here. */
export const role: ResourceType<Inputs> = {
  token: "aws:iam/role:Role",
  inputs,
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  immutable: ["name", "namePrefix", "path"],
  identify: ({ name }) => name,
  adds: {
    arn: ({ name, path = "/" }) => `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    createDate: (_, { created }) => created,
    tagsAll: ({ tags }) => tags ?? {},
    uniqueId: (_, { draw }) => `AROA${draw("id", 17, UPPER)}`,
  },
  refuses: (proposed, held) => nameTaken(proposed, held) ?? distrusted(proposed),
  refusesToDelete: hasPolicies,
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function nameTaken({ id, inputs: { name } }: Proposed<Inputs>, held: Held): string | undefined {
  if (!held.of(role, id).some((one) => one.id === name)) return undefined;
  const message = `Role with name ${name} already exists.`;
  return notCreated(name, "409, EntityAlreadyExists", message);
}

/**
 * A policy of trust says whom, and of no resource: the role is the resource.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
function distrusted({ inputs: { name, assumeRolePolicy } }: Proposed<Inputs>): string | undefined {
  const statements = statementsOf(assumeRolePolicy);
  const isRight = statements?.every(
    ({ Principal, Resource }) => Principal !== undefined && Resource === undefined,
  );
  if (isRight) return undefined;
  const message = statements
    ? "AssumeRole policy must contain a principal and no resources"
    : "This policy contains invalid Json";
  return notCreated(name, "400, MalformedPolicyDocument", message);
}

function notCreated(name: string, error: string, message: string): string {
  return apiError(`creating IAM Role (${name})`, "IAM: CreateRole", error, message);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
function hasPolicies({ id, outputs }: HeldResource<Inputs>, held: Held): string | undefined {
  const policies = held.of(rolePolicy).filter((policy) => policy.outputs.role === id);
  if (policies.length === 0 || outputs.forceDetachPolicies) return undefined;
  const message = "Cannot delete entity, must delete policies first.";
  return apiError(`deleting IAM Role (${id})`, "IAM: DeleteRole", "409, DeleteConflict", message);
}

const policyInputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string().regex(/^[\w+=,.@-]{1,128}$/),
  role: z.string(),
  policy: z.string(),
});

type PolicyInputs = z.infer<typeof policyInputs>;

/** A role's own policy. */
export const rolePolicy: ResourceType<PolicyInputs> = {
  token: "aws:iam/rolePolicy:RolePolicy",
  inputs: policyInputs,
  immutable: ["name", "namePrefix", "role"],
  upserts: true,
  identify: ({ role, name }) => `${role}:${name}`,
  refuses: ({ inputs }, held) => noSuchRole(inputs, held) ?? malformed(inputs),
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
function noSuchRole(inputs: PolicyInputs, held: Held): string | undefined {
  if (held.find(role, inputs.role)) return undefined;
  const message = `The role with name ${inputs.role} cannot be found.`;
  return notPut(inputs, "404, NoSuchEntity", message);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function malformed(inputs: PolicyInputs): string | undefined {
  const statements = statementsOf(inputs.policy);
  const message = !statements
    ? "Syntax errors in policy."
    : statements.some(({ Principal }) => Principal !== undefined)
      ? "Policy document should not specify a principal."
      : statements.some(({ Resource }) => Resource === undefined)
        ? "Policy statement must contain resources."
        : undefined;
  return message && notPut(inputs, "400, MalformedPolicyDocument", message);
}

function notPut({ role, name }: PolicyInputs, error: string, message: string): string {
  const doing = `putting IAM Role (${role}) Policy (${name})`;
  return apiError(doing, "IAM: PutRolePolicy", error, message);
}
