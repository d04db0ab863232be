import { z } from "zod";
import { host, text } from "./kinds.ts";

/** A path, relative to the folder of Pulumi.yaml where it is not absolute. */
export function path(example: string) {
  return text(/^[^\p{Cc}]{1,1000}$/u, "a path, relative to the folder of Pulumi.yaml", example);
}

/** The app that is released, as far as this program knows it beside its deployments. */
export const app = z.strictObject({
  /** A checkout of its repository, in which `./canary verify` runs. */
  checkout: path("../shop"),
  /**
   * The branch that a release's commit must be on: `origin/main` is what was fetched of a remote's, a name
   * without a slash a branch of the checkout; any other has its full name (`refs/heads/release/1.5`).
   * HEAD and tags are none.
   */
  branch: text(
    /^(?!-)[^\s~^:?*[\\\p{Cc}]{1,250}$/u,
    "a branch as git names it in the checkout",
    "origin/main",
  ).default("origin/main"),
  /** Its repository's page at GitHub or GitLab, where a review links the commits of a release. */
  repository: text(
    /^https:\/\/[^\s<>()[\]?#]+$/,
    "the https address of a repository's page",
    "https://github.com/OWNER/shop",
  ).optional(),
  /** Where staging is seen; without it, nothing of staging is asked. */
  staging: host("staging.example.com").optional(),
});
