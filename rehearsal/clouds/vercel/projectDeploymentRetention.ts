import type { ProjectDeploymentRetentionArgs } from "@pulumiverse/vercel/projectDeploymentRetention.js";
import { z } from "zod";
import type { Kind, ResourceType } from "../resourceType.ts";
import { unknownProject } from "./project.ts";

// No longer "unlimited": https://vercel.com/changelog/updated-defaults-for-deployment-retention
const period = z.enum(["1d", "1w", "1m", "2m", "3m", "6m", "1y"]).optional();

const inputs = z.strictObject({
  projectId: z.string(),
  teamId: z.string().optional(),
  expirationPreview: period,
  expirationProduction: period,
  expirationCanceled: period,
  expirationErrored: period,
} satisfies Record<keyof ProjectDeploymentRetentionArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

const kind: Kind<Inputs> = {
  token: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  inputs,
};

/** How long Vercel keeps deployments: a setting of the project, of which nothing is deleted here. */
export const projectDeploymentRetention: ResourceType<Inputs> = {
  ...kind,
  // The provider's own.
  defaults: {
    expirationPreview: "6m",
    expirationProduction: "1y",
    expirationCanceled: "1m",
    expirationErrored: "3m",
  },
  immutable: ["projectId", "teamId"],
  upserts: true,
  computed: [],
  identify: ({ projectId, teamId = "" }) => `${teamId}/${projectId}`,
  outputs: () => ({}),
  refuses: ({ inputs }, held) => unknownProject(inputs.projectId, held),
  overwrites: ({ projectId }, held) =>
    held.of(kind).find(({ outputs }) => outputs.projectId === projectId),
};
