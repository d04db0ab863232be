import { z } from "zod";
import { host, text } from "./kinds.ts";

/** A path, relative to the folder of Pulumi.yaml where it is not absolute. */
export function path(example: string) {
  return text(/^[^\p{Cc}]{1,1000}$/u, "a path, relative to the folder of Pulumi.yaml", example);
}

/** The app that is released, as far as this program knows it beside its deployments. */
export const app = z.strictObject({
  /** A checkout of its repository, clean and at the release's commit. */
  checkout: path("../shop"),
  /**
   * The branch that a release's commit must be on. `origin/main` is a remote's branch as it was fetched; a
   * name without a slash is a branch of the checkout; any other needs its full name
   * (`refs/heads/release/1.5`). HEAD and tags are no branches.
   */
  branch: text(
    /^(?!-)[^\s~^:?*[\\\p{Cc}]{1,250}$/u,
    "a branch as git names it in the checkout",
    "origin/main",
  ).default("origin/main"),
  /**
   * Its repository's page at GitHub or GitLab, where a review links the commits of a release; no links
   * where absent.
   */
  repository: text(
    /^https:\/\/[^\s<>()[\]?#]+$/,
    "the https address of a repository's page",
    "https://github.com/OWNER/shop",
  ).optional(),
  /** The host of staging, whose health is checked too; not checked where absent. */
  staging: host("staging.example.com").optional(),
});
