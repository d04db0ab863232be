import type { AliasArgs } from "@pulumiverse/vercel/alias.js";
import { z } from "zod";
import { sameName } from "../names.ts";
import { MIXED } from "../store/draw.ts";
import type { Held, Kind, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { projectDomainKind } from "./projectDomain.ts";

const inputs = z.strictObject({
  alias: z.string(),
  deploymentId: z.string(),
  teamId: z.string().optional(),
} satisfies Record<keyof AliasArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const aliasKind: Kind<Inputs> = { token: "vercel:index/alias:Alias", inputs };

/**
 * The deployment that a host serves. To create and to change it is one call, which takes an alias
 * from where it points: https://vercel.com/docs/rest-api/aliases/assign-an-alias,
 * https://github.com/vercel/terraform-provider-vercel/issues/249
 */
export const alias: ResourceType<Inputs> = {
  ...aliasKind,
  immutable: ["alias", "teamId"],
  upserts: true,
  computed: [],
  identify: (_, draw) => draw("id", 24, MIXED),
  outputs: () => ({}),
  refuses: ({ id, inputs }, held) => {
    const missing = unknownDomain(inputs, held) ?? unknownDeployment(inputs, held);
    return missing && apiError("alias", id, "not_found", missing);
  },
  overwrites: (inputs, held) =>
    held.of(aliasKind).find(({ outputs }) => sameName(outputs.alias, inputs.alias)),
};

/** Vercel's own domain needs no project; any other must be one of a project. */
function unknownDomain({ alias }: Inputs, held: Held): string | undefined {
  if (alias.endsWith(".vercel.app")) return undefined;
  if (held.of(projectDomainKind).some(({ outputs }) => sameName(outputs.domain, alias)))
    return undefined;
  return "The domain used for the alias was not found";
}

function unknownDeployment({ deploymentId }: Inputs, held: Held): string | undefined {
  return held.deployment(deploymentId) ? undefined : "The deployment was not found";
}
