import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import type { Kind } from "../resourceType.ts";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string().regex(/^[\w+=,.@-]{1,128}$/),
  role: z.string(),
  policy: z.string(),
  ...kept("namePrefix"),
} satisfies Record<keyof RolePolicyArgs, z.ZodType>);

export type RolePolicyInputs = z.infer<typeof inputs>;

/** A role's own policy: the role itself asks for it. */
export const rolePolicyKind: Kind<RolePolicyInputs> = {
  token: "aws:iam/rolePolicy:RolePolicy",
  inputs,
};
