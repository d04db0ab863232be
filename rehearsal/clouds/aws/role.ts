import type { RoleArgs } from "@pulumi/aws/iam/role.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";
import type { Held, HeldResource, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { UPPER } from "../store/draw.ts";
import { ACCOUNT, apiError } from "./failures.ts";
import { statementsOf } from "./policyDocument.ts";
import { rolePolicyKind } from "./rolePolicyKind.ts";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  assumeRolePolicy: z.string(),
  description: z.string().max(1000).optional(),
  forceDetachPolicies: z.boolean().optional(),
  maxSessionDuration: z.int().min(3600).max(43200).optional(),
  path: z.string().optional(),
  tags,
  ...kept("inlinePolicies", "managedPolicyArns", "namePrefix", "permissionsBoundary"),
} satisfies Record<keyof RoleArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const roleKind: Kind<Inputs> = { token: "aws:iam/role:Role", inputs };

/** A role of IAM. Nobody takes it here. */
export const role: ResourceType<Inputs> = {
  ...roleKind,
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  immutable: ["name", "namePrefix", "path"],
  computed: ["arn", "createDate", "tagsAll", "uniqueId"],
  identify: ({ name }) => name,
  outputs: ({ name, path = "/", tags }, { draw, created }) => ({
    arn: `arn:aws:iam::${ACCOUNT}:role${path}${name}`,
    createDate: created,
    tagsAll: tags ?? {},
    uniqueId: `AROA${draw("id", 17, UPPER)}`,
  }),
  refuses: (proposed, held) => nameTaken(proposed, held) ?? malformed(proposed),
  refusesToDelete: hasPolicies,
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function nameTaken({ id, inputs: { name } }: Proposed<Inputs>, held: Held): string | undefined {
  if (!held.of(roleKind).some((one) => one.id === name && one.id !== id)) return undefined;
  return apiError({
    doing: `creating IAM Role (${name})`,
    call: "IAM: CreateRole",
    status: 409,
    code: "EntityAlreadyExists",
    message: `Role with name ${name} already exists.`,
  });
}

/** A policy of trust says whom, and of no resource: the role is the resource. */
function malformed({ inputs: { name, assumeRolePolicy } }: Proposed<Inputs>): string | undefined {
  const statements = statementsOf(assumeRolePolicy);
  const isRight = statements?.every(
    ({ Principal, Resource }) => Principal !== undefined && Resource === undefined,
  );
  if (isRight) return undefined;
  return apiError({
    doing: `creating IAM Role (${name})`,
    call: "IAM: CreateRole",
    status: 400,
    code: "MalformedPolicyDocument",
    message: statements
      ? "AssumeRole policy must contain a principal and no resources"
      : "This policy contains invalid Json",
  });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
function hasPolicies({ id, outputs }: HeldResource<Inputs>, held: Held): string | undefined {
  const policies = held.of(rolePolicyKind).filter((policy) => policy.outputs.role === id);
  if (policies.length === 0 || outputs.forceDetachPolicies) return undefined;
  return apiError({
    doing: `deleting IAM Role (${id})`,
    call: "IAM: DeleteRole",
    status: 409,
    code: "DeleteConflict",
    message: "Cannot delete entity, must delete policies first.",
  });
}
