import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** The releases that the clouds know. */
const release = z.enum(["old", "fresh", "next"]);

const schema = z.strictObject({
  /** What refuses it: how it is requested depends on it. */
  by: z.enum(["config", "program", "rollout policy", "stack policy"]),
  /** The rule or the policy that is named; a config key where config refuses. */
  rule: z.string(),
  /** What is said. */
  says: z.string(),
  percentage: z.number().optional(),
  stable: release.optional(),
  canary: release.nullish(),
  /** Config keys, e.g. `contacts.deploymentLead.name`; `null` takes one out. */
  config: z.record(z.string(), z.unknown()).default({}),
  /** What resources are declared with in place of their own. */
  broken: z
    .array(
      z.strictObject({
        type: z.string(),
        name: z.string().optional(),
        props: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
  /** Items that nobody has verified. */
  without: z.array(z.string()).default([]),
  /** The text of the canary's evidence file, in place of what it has. */
  evidence: z.string().optional(),
  /** Monitors in another state than OK. */
  monitors: z
    .record(
      z.string(),
      z.strictObject({
        state: z.enum(["Alert", "No Data"]),
        group: z.string().optional(),
        value: z.number().optional(),
      }),
    )
    .default({}),
});

/** A change of a stack that is refused. */
export type Case = z.infer<typeof schema> & { readonly name: string };

/** The cases at a starting point: a file each. */
export function casesOn(startingPoint: string): Case[] {
  const folder = join(import.meta.dirname, startingPoint);
  return readdirSync(folder).map((file) => {
    const read = schema.safeParse(parse(readFileSync(join(folder, file), "utf8")));
    if (!read.success) throw new Error(`${startingPoint}/${file}: ${z.prettifyError(read.error)}`);
    return { ...read.data, name: file.replace(/\.yaml$/, "").replaceAll("-", " ") };
  });
}

/** The starting points: a folder each. */
export function startingPoints(): string[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
