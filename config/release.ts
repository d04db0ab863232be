import { z } from "zod";
import { contradicts, type Release } from "../rollout/release.ts";
import { instant, prose, text, whole } from "./kinds.ts";
import { rule } from "./rule.ts";

const EXAMPLE = "dpl_5tQkRmZ2wHq8VnYxJpLc3SdFgB7e";

/** Percentage of traffic on the canary, a whole number from 0 to 100. */
export const percentage = whole(0, 100, 10);

/** A deployment of the app, made by the app's own pipeline. */
export const release = z.strictObject({
  /** The version that people speak of: 1 to 64 letters, digits and `. _ + -`. */
  version: text(
    /^[A-Za-z0-9._+-]{1,64}$/,
    "1 to 64 letters, digits and . _ + -, in quotes where YAML reads a number (1.50 becomes 1.5)",
    '"1.5.0"',
  ),
  /** The app's commit: 40 lower-case hexadecimal digits. */
  commit: text(
    // Without quotes, digits alone arrive rounded, as 1.2345678901234568e+39, and so do digits with
    // one e late among them.
    /^[0-9a-f]{40}$/,
    "40 lower-case hexadecimal digits, in quotes (YAML reads some commits as numbers)",
    '"3f1c9a0b5d7e2846c1f09b3ad5e7f8102c4b6d8e"',
  ),
  /** Vercel's deployment id, `dpl_…`: what identifies a release. */
  deployment: text(
    /^dpl_[A-Za-z0-9]+$/,
    "Vercel's deployment id: dpl_, then letters and digits",
    EXAMPLE,
  ),
});

/** Production's releases. */
export const releases = z.strictObject({
  /** The release that serves everyone. */
  stable: release,
  /** The release being rolled out; none where absent. */
  canary: release.optional(),
});

/** Stable and canary do not speak of one thing in two ways. */
export const releasesAgree = rule<{
  readonly releases: { readonly stable: Release; readonly canary?: Release | undefined };
}>(["releases"], ({ releases: { stable, canary } }) => {
  if (canary === undefined || !contradicts(canary, stable)) return [];
  return canary.deployment === stable.deployment
    ? [
        {
          path: ["releases", "canary", "deployment"],
          problem: "is that of releases.stable, which has another version or commit",
          allowed: "the deployment of the release to roll out",
        },
      ]
    : [
        {
          path: ["releases", "canary", "version"],
          problem: "is that of releases.stable, which has another commit",
          allowed: "a version of its own: each is built from one commit",
        },
      ];
});

const named = text(
  /^dpl_[A-Za-z0-9]+$/,
  "the release's deployment id (dpl_, then letters and digits), not its version",
  EXAMPLE,
);

/** The block of a roll back. */
export const rollback = z.strictObject({
  /** The deployment id of the release that goes back. */
  release: named,
  /** What called for it. */
  trigger: prose("error rate above 5 %"),
  /** Why, in a sentence. */
  reason: prose("checkout fails for one customer in ten"),
  /** When it was decided, which makes this roll back another one than the last. */
  at: instant,
});

/** Stop a release where it is. */
export const halt = z.strictObject({
  /** The deployment id of the release to stop. */
  release: named,
  /** Why, in a sentence. */
  reason: prose("checkout looks slow"),
  /** When it was decided. */
  at: instant,
});

/** Let a halted release go on. */
export const resume = z.strictObject({
  /** The deployment id of the halted release. */
  release: named,
  /** What was wrong, and why it no longer is. */
  rootCause: prose("the database was being backed up"),
  /** Who lets it go on. */
  by: prose("Alex Doe"),
  /** When it was decided. */
  at: instant,
});
