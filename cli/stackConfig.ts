import { existsSync, readFileSync } from "node:fs";
import { parseConfig, type Config } from "../config.ts";
import { keysTwice } from "../config/stray.ts";
import type { Stack } from "./engine/stack.ts";
import { stackFile, type Project } from "./project.ts";

/** A stack's values by full key, as the engine hands them on, and which of them are secret. */
export interface RawConfig {
  readonly values: Readonly<Record<string, string>>;
  readonly secret: ReadonlySet<string>;
}

/** What a stack file says, of either kind of stack. */
export interface StackConfig {
  readonly config: Config;
  /** The Datadog keys in the stack file, secret; each absent where it is elsewhere. */
  readonly keys: { readonly apiKey?: string | undefined; readonly appKey?: string | undefined };
}

/** Read a stack's values by the engine, which opens its secrets. */
export async function rawConfig(stack: Pick<Stack, "config">): Promise<RawConfig> {
  const all = Object.entries(await stack.config());
  return {
    values: Object.fromEntries(all.map(([key, { value }]) => [key, value])),
    secret: new Set(all.filter(([, { secret }]) => secret).map(([key]) => key)),
  };
}

/**
 * Read and parse a stack's config.
 *
 * @throws {ConfigError} with every fault at once
 * @throws what the engine says, where it cannot read it
 */
export async function readStackConfig(
  stack: Pick<Stack, "config" | "name">,
  project: Project,
): Promise<StackConfig> {
  const { values, secret } = await rawConfig(stack);
  const file = stackFile(project, stack.name);
  // Of two such lines the engine hands on one.
  const twice = existsSync(file) ? keysTwice(readFileSync(file, "utf8"), project.name) : [];
  return {
    config: parseConfig(values, secret, project.name, twice),
    keys: { apiKey: values["datadog:apiKey"], appKey: values["datadog:appKey"] },
  };
}
