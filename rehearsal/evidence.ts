import { z } from "zod";
import type { App } from "./app.ts";
import type { Workspace } from "./workspace.ts";
import type { Release } from "./stackFile.ts";

/** What of the checklist people must attest at each step that requires anything. */
const REQUIRED: Readonly<Record<RolloutStep, readonly string[]>> = {
  start: ["start"],
  25: [],
  100: [],
  promote: ["promote"],
  finish: ["finish", "close-out"],
  "roll back": ["roll back", "close-out"],
};

/** The steps that require evidence. */
export type RolloutStep = "start" | 25 | 100 | "promote" | "finish" | "roll back";

/** Whoever is not the app's author. */
const WITNESS = "Grace Hopper <grace@example.com>";

/** What a step to a stage of the plan requires; nothing at some. */
export function stepOf(
  plan: readonly { readonly percentage: number }[],
  percentage: number | "promote",
): RolloutStep | undefined {
  if (percentage === plan[0]?.percentage) return "start";
  return percentage === 25 || percentage === 100 || percentage === "promote"
    ? percentage
    : undefined;
}

/**
 * Verify what a step of a release requires, as a release engineer and a colleague do, side by side;
 * returns what was verified, as text. Throws where not all could be.
 */
export async function verifyStep(
  workspace: Workspace,
  app: App,
  release: Release,
  step: RolloutStep,
): Promise<string> {
  await app.checkOut(release.commit);
  const texts = ["--by", WITNESS, "--note", "rehearsed"];
  const attest = async () => {
    const items = await attested(workspace, step);
    if (items.length === 0) return undefined;
    return { items, ended: await workspace.canary("attest", ...items, ...texts) };
  };
  const [verified, signed] = await Promise.all([workspace.canary("verify"), attest()]);
  for (const one of [verified, signed?.ended])
    if (one && one.code !== 0)
      throw new Error(`not all items of ${release.version} were verified\n${one.output}`);
  const count = /\n(\d+ of \d+) verified/.exec(verified.output)?.[1] ?? "nothing";
  const people = signed === undefined ? "" : `, ${signed.items.length} by ./canary attest`;
  return `${count} by ./canary verify${people}`;
}

const listed = z.array(
  z.object({
    id: z.string(),
    state: z.string(),
    needed: z.array(z.string()),
    coveredBy: z.array(z.object({ by: z.string(), how: z.string().optional() })),
  }),
);

/** The items that a person must attest: not those that are exempted, or do not apply. */
async function attested(workspace: Workspace, step: RolloutStep): Promise<string[]> {
  const requested = REQUIRED[step];
  if (requested.length === 0) return [];
  const { output } = await workspace.canary("checklist", "--format", "json", "--no-gate");
  const [array] = /^\[$[^]*^\]$/m.exec(output) ?? [];
  if (array === undefined) throw new Error(`the checklist cannot be read: ${output.trim()}`);
  return listed
    .parse(JSON.parse(array))
    .filter(({ coveredBy }) => coveredBy.some(({ how }) => how === "attest"))
    .filter(({ needed }) => needed.some((one) => requested.includes(one)))
    .filter(({ state }) => ["unmet", "stale", "not yet needed"].includes(state))
    .map(({ id }) => id);
}
