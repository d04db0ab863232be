import type { Placed } from "./example.ts";
import type { Values } from "./raw.ts";

/** One thing wrong with a stack's configuration. */
export interface Fault {
  /** The key as it is typed: `releases.stable.commit`. */
  readonly key: string;
  /** What is wrong with it, after its name: `is "25%"`, `is missing`. */
  readonly problem: string;
  /** What it takes, or what to do. */
  readonly allowed: string;
  /** Lines to copy: a command, or YAML for the stack file. */
  readonly example: readonly string[];
}

/** What was read, by which schema, and what must not be printed. */
export interface Reading extends Placed {
  readonly values: Values;
  /** Top-level keys, without the namespace: one secret inside a block makes all of it secret. */
  readonly secret: ReadonlySet<string>;
  /** The other environment's keys, and what to know of them. */
  readonly elsewhere?: { readonly names: readonly string[]; readonly why: string };
}
