import { z } from "zod";
import { MIXED } from "../store/draw.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { importId } from "./importId.ts";
import { unknownProject } from "./project.ts";

const inputs = z.object({
  projectId: z.string(),
  name: z.string().regex(/^[a-z0-9-]{1,32}$/),
  description: z.string().max(256).optional(),
  branchTracking: z
    .strictObject({
      pattern: z.string().min(1).max(100),
      type: z.enum(["startsWith", "equals", "endsWith"]),
    })
    .optional(),
});

type Inputs = z.infer<typeof inputs>;

/**
 * An environment of a project beside Vercel's own three, none of whose names it takes:
 * https://vercel.com/docs/rest-api/environment/create-a-custom-environment-for-the-current-project
 */
export const customEnvironment: ResourceType<Inputs> = {
  token: "vercel:index/customEnvironment:CustomEnvironment",
  inputs,
  defaults: { description: "" },
  immutable: ["projectId", "teamId"],
  identify: (_, draw) => `env_${draw("id", 28, MIXED)}`,
  imports: (id, held) => {
    const { projectId, own } = importId(id);
    return held
      .of(customEnvironment)
      .find(({ outputs }) => outputs.projectId === projectId && outputs.name === own)?.id;
  },
  refuses: (proposed, held) =>
    unknownProject(proposed.inputs.projectId, held) ?? nameTaken(proposed, held),
};

/** https://vercel.com/docs/rest-api/environment/create-a-custom-environment-for-the-current-project */
function nameTaken(
  { id, inputs: { projectId, name } }: Proposed<Inputs>,
  held: Held,
): string | undefined {
  const taken = held
    .of(customEnvironment, id)
    .some(({ outputs }) => outputs.projectId === projectId && outputs.name === name);
  if (!taken && !["production", "preview"].includes(name)) return undefined;
  const why = `A custom environment cannot be named ${name} here.`;
  return apiError("custom environment", id, "bad_request", why);
}

/** A guess: what Vercel answers where something is to belong to an environment that the project does not have. */
export function unknownEnvironment(
  projectId: string,
  ids: readonly string[],
  held: Held,
): string | undefined {
  const existing = held
    .of(customEnvironment)
    .filter(({ outputs }) => outputs.projectId === projectId);
  const missing = ids.find((id) => !existing.some((one) => one.id === id));
  return missing && `not_found - The custom environment ${missing} was not found`;
}
