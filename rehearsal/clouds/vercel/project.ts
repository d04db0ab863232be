import { z } from "zod";
import { MIXED } from "../store/draw.ts";
import type { Held, Proposed, ReadFunction, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { importId } from "./importId.ts";

const inputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  teamId: z.string().optional(),
  autoAssignCustomDomains: z.boolean().optional(),
  skewProtection: z.enum(["30 minutes", "4 hours", "12 hours", "1 day", "7 days"]).optional(),
  nodeVersion: z.string().optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A project at Vercel. */
export const project: ResourceType<Inputs> = {
  token: "vercel:index/project:Project",
  inputs,
  immutable: ["teamId"],
  identify: (_, draw) => `prj_${draw("id", 28, MIXED)}`,
  imports: (id, held) => {
    const { teamId, projectId } = importId(id);
    const match = held.of(project).find((one) => one.id === projectId);
    return match?.outputs.teamId === teamId ? match?.id : undefined;
  },
  adds: {
    autoAssignCustomDomains: ({ autoAssignCustomDomains }) => autoAssignCustomDomains ?? true,
    nodeVersion: ({ nodeVersion }) => nodeVersion ?? "24.x",
  },
  refuses: nameTaken,
};

/** https://github.com/dyad-sh/dyad/issues/1873 */
function nameTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { name, teamId } = inputs;
  const taken = held
    .of(project, id)
    .some(({ outputs }) => outputs.name === name && outputs.teamId === teamId);
  if (!taken) return undefined;
  return apiError("project", id, "conflict", `Project "${name}" already exists.`);
}

/**
 * Vercel's provider reads the project before it adds something to it:
 * https://github.com/vercel/terraform-provider-vercel, vercel/resource_project_domain.go
 */
export function unknownProject(id: string, held: Held): string | undefined {
  if (held.find(project, id)) return undefined;
  return "Could not find project, please make sure both the project_id and team_id match the project and team you wish to deploy to.";
}

/** A project by its name: https://vercel.com/docs/rest-api/projects/find-a-project-by-id-or-name */
export const getProject: ReadFunction = {
  token: "vercel:index/getProject:getProject",
  answer: ({ name, teamId }, held) => {
    const match = held
      .of(project)
      .find(({ outputs }) => outputs.name === name && outputs.teamId === teamId);
    return match && { ...match.outputs, id: match.id };
  },
};
