import type * as pulumi from "@pulumi/pulumi";
import { ProjectDeploymentRetention } from "@pulumiverse/vercel/projectDeploymentRetention.js";

/** How long Vercel keeps a deployment that nothing serves: `1d`, `1w`, `1m` to `6m`, `1y`. */
export interface RetentionArgs {
  readonly preview: string;
  /** What is staged and promoted, and what a roll back goes to. */
  readonly production: string;
  readonly canceled: string;
  readonly errored: string;
}

/**
 * How long Vercel keeps old deployments. The ten newest of production, and those that an alias points
 * at, stay whatever it says: https://vercel.com/changelog/updated-defaults-for-deployment-retention.
 * Deleted here, it goes on at Vercel.
 */
export function retention(
  name: string,
  { preview, production, canceled, errored }: RetentionArgs,
  project: { readonly projectId: pulumi.Input<string>; readonly teamId?: string },
  opts: pulumi.CustomResourceOptions,
): ProjectDeploymentRetention {
  return new ProjectDeploymentRetention(
    `${name}-retention`,
    {
      ...project,
      expirationPreview: preview,
      expirationProduction: production,
      expirationCanceled: canceled,
      expirationErrored: errored,
    },
    opts,
  );
}
