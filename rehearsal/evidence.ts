import type { App } from "./app.ts";
import type { Ground } from "./ground.ts";
import type { Release } from "./stackFile.ts";

/** What a person attests before each stage that asks for it, and after each end. */
const ATTESTED: Readonly<Record<Moment, readonly string[]>> = {
  10: ["test-payments"],
  25: [],
  100: [],
  promote: ["full-promote"],
  finish: [...after(), "ux-payments"],
  "roll back": [...after(), "rb-root-cause", "rb-communicate"],
};

/** The moments that ask for what was shown. */
export type Moment = 10 | 25 | 100 | "promote" | "finish" | "roll back";

function after(): string[] {
  return [
    ...["doc-deployment", "doc-metrics", "doc-issues", "doc-runbooks", "doc-learnings"],
    ...["chan-customers", "clean-rotate-credentials"],
  ];
}

/** Whoever is not the app's author. */
const WITNESS = "Grace Hopper <grace@example.com>";

/** Whether a moment asks for anything. */
export function asks(moment: number | string): moment is Moment {
  return String(moment) in ATTESTED;
}

/**
 * Show what a moment of a release asks, as a release engineer and a colleague do, side by side; returns
 * what was shown, in words. Throws where not all could be.
 */
export async function show(
  ground: Ground,
  app: App,
  release: Release,
  moment: Moment,
): Promise<string> {
  await app.checkOut(release.commit);
  const attested = ATTESTED[moment];
  const words = ["--by", WITNESS, "--note", "rehearsed"];
  const [verified, signed] = await Promise.all([
    ground.canary("verify"),
    attested.length === 0 ? undefined : ground.canary("attest", ...attested, ...words),
  ]);
  for (const one of [verified, signed])
    if (one && one.code !== 0)
      throw new Error(`of ${release.version} not all was shown\n${one.output}`);
  const count = /\n(\d+ of \d+) shown/.exec(verified.output)?.[1] ?? "nothing";
  const people = attested.length === 0 ? "" : `, ${attested.length} by ./canary attest`;
  return `${count} by ./canary verify${people}`;
}
