import { z } from "zod";
import { sameName } from "../names.ts";
import { MIXED } from "../store/draw.ts";
import type { Held, ReadFunction, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { projectDomain } from "./projectDomain.ts";

const inputs = z.object({
  alias: z.string(),
  deploymentId: z.string(),
});

type Inputs = z.infer<typeof inputs>;

/**
 * The deployment that a host serves. To create and to change it is one call, which takes an alias
 * from where it points: https://vercel.com/docs/rest-api/aliases/assign-an-alias,
 * https://github.com/vercel/terraform-provider-vercel/issues/249
 */
export const alias: ResourceType<Inputs> = {
  token: "vercel:index/alias:Alias",
  inputs,
  immutable: ["alias", "teamId"],
  upserts: true,
  identify: (_, draw) => draw("id", 24, MIXED),
  refuses: ({ id, inputs }, held) => {
    const missing = unknownDomain(inputs, held) ?? unknownDeployment(inputs, held);
    return missing && apiError("alias", id, "not_found", missing);
  },
  overwrites: (inputs, held) =>
    held.of(alias).find(({ outputs }) => sameName(outputs.alias, inputs.alias)),
};

/** Vercel's own domain needs no project; any other must be one of a project: https://vercel.com/docs/rest-api/aliases/assign-an-alias */
function unknownDomain({ alias }: Inputs, held: Held): string | undefined {
  if (alias.endsWith(".vercel.app")) return undefined;
  if (held.of(projectDomain).some(({ outputs }) => sameName(outputs.domain, alias)))
    return undefined;
  return "The domain used for the alias was not found";
}

/** https://vercel.com/docs/rest-api/aliases/assign-an-alias */
function unknownDeployment({ deploymentId }: Inputs, held: Held): string | undefined {
  return held.deployment(deploymentId) ? undefined : "The deployment was not found";
}

/** An alias by its host: https://vercel.com/docs/rest-api/aliases/get-an-alias */
export const getAlias: ReadFunction = {
  token: "vercel:index/getAlias:getAlias",
  answer: ({ alias: host }, held) => {
    const match = held.of(alias).find(({ outputs }) => sameName(outputs.alias, String(host)));
    return match && { ...match.outputs, id: match.id };
  },
};
