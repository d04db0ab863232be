import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { RolloutRow } from "./snapshot.ts";

const release = z.object({ version: z.string(), commit: z.string(), deployment: z.string() });

const record = z.object({
  kind: z.string(),
  stable: release,
  canary: release,
  percentage: z.number(),
  plan: z.array(z.object({ percentage: z.number(), soak: z.number() })),
  enteredAt: z.string(),
  halted: z.array(z.object({ release })),
  /** How the last rollout ended, where it is not closed out. */
  owed: z.object({ ended: z.string(), release }).optional(),
});

/** What the stack remembers of the rollout, as far as the control room shows it. */
export type Remembered = z.infer<typeof record>;

const checkpoint = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z
          .array(
            z.object({
              urn: z.string(),
              type: z.string(),
              inputs: z.record(z.string(), z.unknown()).optional(),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

/**
 * Reads the rollout's record in a ground's state, again only after the engine has written it. From the
 * file of the backend itself: an export starts an engine, and this is asked twice a second.
 */
export function recordReader(ground: string, stack: string): () => Remembered | undefined {
  const file = join(ground, "state/.pulumi/stacks/canary", `${stack}.json`);
  let read: { readonly written: number; readonly record: Remembered | undefined } | undefined;
  return () => {
    const written = existsSync(file) ? statSync(file).mtimeMs : 0;
    if (read?.written !== written) read = { written, record: written ? recordIn(file) : undefined };
    return read.record;
  };
}

function recordIn(file: string): Remembered | undefined {
  const { latest } = checkpoint.parse(JSON.parse(readFileSync(file, "utf8"))).checkpoint;
  const stash = latest?.resources?.find(
    ({ type, urn }) => type === "pulumi:index:Stash" && urn.endsWith("::record"),
  );
  return stash && record.parse(stash.inputs?.["input"]);
}

/** Whether there is a release to roll out beside the stable one. */
export function hasCanary({ stable, canary }: Remembered): boolean {
  return canary.deployment !== stable.deployment;
}

/**
 * What the control room shows of a record.
 *
 * @param recovered when the last monitor recovered, which a soak counts from too; Unix milliseconds
 */
export function rowOf(record: Remembered, recovered: number, now: number): RolloutRow {
  const { kind, stable, canary, percentage, enteredAt, plan, halted } = record;
  const stage = hasCanary(record)
    ? plan.find((stage) => stage.percentage === percentage)
    : undefined;
  const since = Math.max(Date.parse(enteredAt), recovered);
  return {
    kind,
    stable: stable.version,
    canary: hasCanary(record) ? canary.version : undefined,
    percentage,
    halted: halted.some(({ release }) => release.deployment === canary.deployment),
    soakLeft: stage && Math.max(0, stage.soak - (now - since) / 1000),
  };
}
