import type { App } from "./app.ts";
import type { Ground } from "./ground.ts";
import type { Release } from "./stackFile.ts";

/** What is shown of a release: by commands all that can be, and by a person what is named. */
export interface Showing {
  readonly release: Release;
  /** The items that a person attests. */
  readonly attested: readonly string[];
}

/** What was shown, and what went wrong, in words. */
export interface Shown {
  readonly said: string;
  readonly faults: readonly string[];
}

/** What a person attests before a start, before a promote, and after each end. */
export const BEFORE_START = ["test-payments"];
export const BEFORE_PROMOTE = ["full-promote"];
const AFTER = [
  ...["doc-deployment", "doc-metrics", "doc-issues", "doc-runbooks", "doc-learnings"],
  ...["chan-customers", "clean-rotate-credentials"],
];
export const AFTER_FINISH = [...AFTER, "ux-payments"];
export const AFTER_WAY_BACK = [...AFTER, "rb-root-cause", "rb-communicate"];

/** Whoever is not the app's author. */
const WITNESS = "Grace Hopper <grace@example.com>";

/** Show what the next step asks, as a release engineer and a colleague do, side by side. */
export async function show(
  ground: Ground,
  app: App,
  { release, attested }: Showing,
): Promise<Shown> {
  await app.checkOut(release.commit);
  const words = ["--by", WITNESS, "--note", "rehearsed"];
  const [verified, signed] = await Promise.all([
    ground.canary("verify"),
    attested.length === 0 ? undefined : ground.canary("attest", ...attested, ...words),
  ]);
  const failed = [verified, signed].flatMap((one) => (one && one.code !== 0 ? one.output : []));
  const count = /\n(\d+ of \d+) shown/.exec(verified.output)?.[1] ?? "nothing";
  const people = attested.length === 0 ? "" : `, ${attested.length} by ./canary attest`;
  return {
    said: `${count} by ./canary verify${people}`,
    faults: failed.map((output) => `of ${release.version} not all was shown\n${output}`),
  };
}
