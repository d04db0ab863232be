import { z } from "zod";
import { vercel } from "./clouds.ts";
import { text } from "./kinds.ts";
import { stagingOperations } from "./operations.ts";
import { rule } from "./rule.ts";

/**
 * Where staging is at Vercel: a project of its own; or, where `branch` or `environment` is given, a part
 * of production's, which production's stack then owns with all that is set on the whole of it.
 */
export const stagingVercel = vercel.extend({
  /**
   * The git branch whose previews staging is, or which the custom environment beside it tracks. It is not
   * the project's production branch, whose domains Vercel keeps apart:
   * https://github.com/vercel/terraform-provider-vercel/issues/202
   */
  branch: text(
    /^(?!-)[^\s~^:?*[\\\p{Cc}]{1,100}$/u,
    "a branch's name, up to 100 characters, and not the project's production branch",
    "staging",
  ).optional(),
  /**
   * The custom environment that staging is, which this stack makes. It has no name of Vercel's own:
   * https://vercel.com/docs/rest-api/environment/create-a-custom-environment-for-the-current-project
   */
  environment: text(
    /^(?!(?:production|preview|development)$)[a-z0-9-]{1,32}$/,
    "a name of its own for a custom environment, up to 32 lower-case letters, digits and -",
    "staging",
  ).optional(),
});

type StagingVercel = z.output<typeof stagingVercel>;

/** Whether staging is a part of production's Vercel project, and not a project of its own. */
export function isShared(
  vercel: Readonly<Partial<Pick<StagingVercel, "branch" | "environment">>>,
): boolean {
  return vercel.branch !== undefined || vercel.environment !== undefined;
}

/** Settings of a whole Vercel project belong in the stack that owns it. */
export const ownersSettings = rule<{
  readonly vercel: StagingVercel;
  readonly operations?: unknown;
}>(["vercel", "operations"], ({ vercel, operations }) => {
  if (!isShared(vercel)) return [];
  const { framework, skewProtection } = vercel;
  const said = Object.entries({
    "vercel.framework": framework,
    "vercel.skewProtection": skewProtection,
    operations,
  });
  return said
    .filter(([, value]) => value !== undefined)
    .map(([key]) => ({
      path: key.split("."),
      problem: "is set on the whole of a Vercel project, and staging is a part of production's",
      allowed: "the key in production's stack alone; or a project of staging's own",
      remove: true,
    }));
});

/** The defaults of what staging leaves behind, where the project is its own. */
export function withOwnOperations<
  T extends {
    readonly vercel: StagingVercel;
    readonly operations?: z.output<typeof stagingOperations> | undefined;
  },
>(config: T) {
  const { operations = isShared(config.vercel) ? undefined : stagingOperations.parse({}) } = config;
  return { ...config, operations };
}
