import { z } from "zod";
import type { ResourceType } from "../resourceType.ts";
import { unknownProject } from "./project.ts";

// No longer "unlimited": https://vercel.com/changelog/updated-defaults-for-deployment-retention
const period = z.enum(["1d", "1w", "1m", "2m", "3m", "6m", "1y"]).optional();

const inputs = z.object({
  projectId: z.string(),
  teamId: z.string().optional(),
  expirationPreview: period,
  expirationProduction: period,
  expirationCanceled: period,
  expirationErrored: period,
});

type Inputs = z.infer<typeof inputs>;

/** How long Vercel keeps deployments: a setting of the project, of which nothing is deleted here. */
export const projectDeploymentRetention: ResourceType<Inputs> = {
  token: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  inputs,
  // The provider's own.
  defaults: {
    expirationPreview: "6m",
    expirationProduction: "1y",
    expirationCanceled: "1m",
    expirationErrored: "3m",
  },
  immutable: ["projectId", "teamId"],
  upserts: true,
  identify: ({ projectId, teamId = "" }) => `${teamId}/${projectId}`,
  refuses: ({ inputs }, held) => unknownProject(inputs.projectId, held),
};
