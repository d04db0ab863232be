import { z } from "zod";
import { sameName } from "../names.ts";
import type { Held, Proposed, ResourceType } from "../resourceType.ts";
import { importId } from "./importId.ts";
import { unknownEnvironment } from "./customEnvironment.ts";
import { unknownProject } from "./project.ts";

const inputs = z.object({
  projectId: z.string(),
  domain: z.string(),
  redirectStatusCode: z.literal([301, 302, 307, 308]).optional(),
  gitBranch: z.string().max(250).optional(),
  customEnvironmentId: z.string().optional(),
});

type Inputs = z.infer<typeof inputs>;

/** A domain that a project at Vercel answers for. */
export const projectDomain: ResourceType<Inputs> = {
  token: "vercel:index/projectDomain:ProjectDomain",
  inputs,
  immutable: ["projectId", "domain", "teamId"],
  identify: ({ domain }) => domain,
  imports: (id, held) => {
    const { projectId, own } = importId(id);
    return held
      .of(projectDomain)
      .find(({ outputs }) => outputs.projectId === projectId && outputs.domain === own)?.id;
  },
  adds: { verified: () => true, verifications: () => [] },
  refuses: (proposed, held) =>
    unknownProject(proposed.inputs.projectId, held) ??
    domainTaken(proposed, held) ??
    noSuchEnvironment(proposed, held),
};

/** 409: https://vercel.com/new/templates/next.js/domains-api */
function domainTaken(
  { id, inputs: { domain, projectId } }: Proposed<Inputs>,
  held: Held,
): string | undefined {
  const taken = held.of(projectDomain, id).some(({ outputs }) => sameName(outputs.domain, domain));
  if (!taken) return undefined;
  const why = `domain_already_in_use - Cannot add ${domain} since it's already in use by one of your projects.`;
  return `Could not add domain ${domain} to project ${projectId}, unexpected error: ${why}`;
}

/** A guess: see unknownEnvironment. */
function noSuchEnvironment({ inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { projectId, domain, customEnvironmentId: id } = inputs;
  const why = unknownEnvironment(projectId, id === undefined ? [] : [id], held);
  return why && `Could not add domain ${domain} to project ${projectId}, unexpected error: ${why}`;
}
