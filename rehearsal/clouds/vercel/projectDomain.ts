import type { ProjectDomainArgs } from "@pulumiverse/vercel/projectDomain.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { sameName } from "../names.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { unknownEnvironment } from "./customEnvironment.ts";
import { unknownProject } from "./project.ts";

const inputs = z.strictObject({
  projectId: z.string(),
  domain: z.string(),
  teamId: z.string().optional(),
  redirect: z.string().optional(),
  redirectStatusCode: z.literal([301, 302, 307, 308]).optional(),
  gitBranch: z.string().max(250).optional(),
  customEnvironmentId: z.string().optional(),
  ...kept("waitForReady"),
} satisfies Record<keyof ProjectDomainArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const projectDomainKind: Kind<Inputs> = {
  token: "vercel:index/projectDomain:ProjectDomain",
  inputs,
};

/** A domain that a project at Vercel answers for. */
export const projectDomain: ResourceType<Inputs> = {
  ...projectDomainKind,
  immutable: ["projectId", "domain", "teamId"],
  computed: ["verified", "verifications"],
  identify: ({ domain }) => domain,
  outputs: () => ({ verified: true, verifications: [] }),
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
  const taken = held
    .of(projectDomainKind)
    .some((one) => one.id !== id && sameName(one.outputs.domain, domain));
  if (!taken) return undefined;
  const why = `domain_already_in_use - Cannot add ${domain} since it's already in use by one of your projects.`;
  return `Could not add domain ${domain} to project ${projectId}, unexpected error: ${why}`;
}

function noSuchEnvironment({ inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { projectId, domain, customEnvironmentId: id } = inputs;
  const why = unknownEnvironment(projectId, id === undefined ? [] : [id], held);
  return why && `Could not add domain ${domain} to project ${projectId}, unexpected error: ${why}`;
}
