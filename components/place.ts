import type * as pulumi from "@pulumi/pulumi";
import { CustomEnvironment } from "@pulumiverse/vercel/customEnvironment.js";
import type { ProjectDomainArgs } from "@pulumiverse/vercel/projectDomain.js";
import type { ProjectEnvironmentVariableArgs } from "@pulumiverse/vercel/projectEnvironmentVariable.js";

/** A part of a Vercel project that another stack owns: its previews of a branch, or a custom environment. */
export interface ProjectPart {
  /** The project's id, `prj_…`. */
  readonly projectId: pulumi.Input<string>;
  /** The branch that it previews, or that the custom environment tracks: all of its name. */
  readonly branch?: string | undefined;
  /** The custom environment's name; it is made here. */
  readonly environment?: string | undefined;
}

/** A project, and which of its deployments an environment has, as Vercel's resources take it. */
export interface Place {
  readonly project: { readonly projectId: pulumi.Input<string>; readonly teamId?: string };
  /** Whose a variable is. */
  readonly variable: Pick<
    ProjectEnvironmentVariableArgs,
    "targets" | "gitBranch" | "customEnvironmentIds"
  >;
  /** What a domain is linked to; nothing for production's deployments. */
  readonly domain: Pick<ProjectDomainArgs, "gitBranch" | "customEnvironmentId">;
}

/** The production deployments of a project. */
export function inProduction(project: Place["project"]): Place {
  return { project, variable: { targets: ["production"] }, domain: {} };
}

/**
 * A part of a project. A domain that is linked to it moves at Vercel with each deployment that is made
 * of it by Vercel's Git integration, too; its alias says what it is to serve.
 * https://vercel.com/docs/cli/alias, https://vercel.com/docs/deployments/environments#custom-environments
 */
export function inPart(
  name: string,
  { branch, environment }: ProjectPart,
  project: Place["project"],
  opts: pulumi.CustomResourceOptions,
): Place {
  if (environment === undefined) {
    const linked = branch === undefined ? {} : { gitBranch: branch };
    return { project, variable: { targets: ["preview"], ...linked }, domain: linked };
  }
  const { id } = new CustomEnvironment(
    name,
    {
      ...project,
      name: environment,
      ...(branch !== undefined && { branchTracking: { type: "equals", pattern: branch } }),
    },
    opts,
  );
  return { project, variable: { customEnvironmentIds: [id] }, domain: { customEnvironmentId: id } };
}
