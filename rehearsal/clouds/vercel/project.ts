import type { ProjectArgs } from "@pulumiverse/vercel/project.js";
import { z } from "zod";
import { kept } from "../inputs.ts";
import { MIXED } from "../store/draw.ts";
import type { Held, Kind, Proposed, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  teamId: z.string().optional(),
  framework: z.string().optional(),
  autoAssignCustomDomains: z.boolean().optional(),
  skewProtection: z.enum(["30 minutes", "4 hours", "12 hours", "1 day", "7 days"]).optional(),
  nodeVersion: z.string().optional(),
  ...kept(
    "automaticallyExposeSystemEnvironmentVariables",
    "buildCommand",
    "buildMachineType",
    "customerSuccessCodeVisibility",
    "devCommand",
    "directoryListing",
    "enableAffectedProjectsDeployments",
    "enablePreviewFeedback",
    "enableProductionFeedback",
    "environments",
    "functionFailover",
    "gitComments",
    "gitForkProtection",
    "gitLfs",
    "gitProviderOptions",
    "gitRepository",
    "ignoreCommand",
    "installCommand",
    "oidcTokenConfig",
    "onDemandConcurrentBuilds",
    "optionsAllowlist",
    "outputDirectory",
    "passwordProtection",
    "previewComments",
    "previewDeploymentSuffix",
    "previewDeploymentsDisabled",
    "prioritiseProductionBuilds",
    "protectedSourcemaps",
    "publicSource",
    "resourceConfig",
    "rootDirectory",
    "serverlessFunctionRegion",
    "trustedIps",
    "trustedSources",
    "vercelAuthentication",
  ),
} satisfies Record<keyof ProjectArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const projectKind: Kind<Inputs> = { token: "vercel:index/project:Project", inputs };

/** A project at Vercel. */
export const project: ResourceType<Inputs> = {
  ...projectKind,
  immutable: ["teamId"],
  computed: ["autoAssignCustomDomains", "nodeVersion"],
  identify: (_, draw) => `prj_${draw("id", 28, MIXED)}`,
  outputs: ({ autoAssignCustomDomains, nodeVersion }) => ({
    autoAssignCustomDomains: autoAssignCustomDomains ?? true,
    nodeVersion: nodeVersion ?? "24.x",
  }),
  refuses: nameTaken,
};

/** https://github.com/dyad-sh/dyad/issues/1873 */
function nameTaken({ id, inputs }: Proposed<Inputs>, held: Held): string | undefined {
  const { name, teamId } = inputs;
  const taken = held
    .of(projectKind)
    .some((one) => one.id !== id && one.outputs.name === name && one.outputs.teamId === teamId);
  if (!taken) return undefined;
  return apiError("project", id, "conflict", `Project "${name}" already exists.`);
}

/** Vercel's provider looks the project up before it adds something to it. */
export function unknownProject(id: string, held: Held): string | undefined {
  if (held.of(projectKind).some((one) => one.id === id)) return undefined;
  return "Could not find project, please make sure both the project_id and team_id match the project and team you wish to deploy to.";
}
