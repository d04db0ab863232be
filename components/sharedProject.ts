import * as pulumi from "@pulumi/pulumi";
import { getProject } from "@pulumiverse/vercel/getProject.js";

/**
 * The id of a Vercel project that another stack owns, `prj_…`.
 *
 * @throws {pulumi.RunError} where Vercel does not return it; the message says why
 */
export async function ownedElsewhere(project: string, team?: string): Promise<string> {
  try {
    const result = await getProject({
      name: project,
      ...(team !== undefined && { teamId: team }),
    });
    return result.id;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      [
        `staging is a part of the Vercel project ${project}, which production's stack owns, and Vercel does not show it: ${said}`,
        "Bring production up first, and see that vercel.project and vercel.team are its; or leave branch and environment out, for a project of staging's own.",
      ].join("\n"),
    );
  }
}
