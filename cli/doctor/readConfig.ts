import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { ConfigError, parseConfig, type Config, type Fault } from "../../config.ts";
import { inForce } from "../../config/inForce.ts";
import { toRaw } from "../../config/raw.ts";
import { namespaceIn } from "../../config/namespace.ts";
import { keysTwice } from "../../config/stray.ts";
import type { Stack } from "../engine/stack.ts";
import { stackFile, type Project } from "../project.ts";
import { rawConfig, type RawConfig } from "../stackConfig.ts";

/** What a stack file says, and what is wrong with it. */
export interface ReadConfig {
  readonly config: Config | undefined;
  /** Faults of the stack file's keys; a text where the file itself cannot be read. */
  readonly faults: readonly (Fault | string)[];
  /** The providers' own settings, by full key. */
  readonly settings: Readonly<Record<string, string>>;
}

/** In place of a secret that only its key can read, where the engine cannot: nothing is sent with it. */
const SEALED = "a-secret-that-only-its-key-can-read";

/**
 * Read a stack's config. Where the engine cannot (no backend, no key), the file itself is read, its
 * secrets left sealed. Never rejects.
 */
export async function readConfig(
  project: Project,
  stack: Pick<Stack, "name" | "config">,
  now: () => Date,
): Promise<ReadConfig> {
  const file = stackFile(project, stack.name);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined)
    return { config: undefined, faults: [`there is no ${file}`], settings: {} };
  let raw: RawConfig;
  try {
    raw = await rawConfig(stack).catch(() => byFile(text));
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { config: undefined, faults: [`${file} cannot be read: ${why}`], settings: {} };
  }
  const { values, secret } = raw;
  const namespace = namespaceIn(Object.keys(values), project.name);
  const settings = Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => !key.startsWith(`${namespace}:`) && value !== SEALED,
    ),
  );
  try {
    // Of two such lines the engine hands on one.
    const config = parseConfig(values, secret, project.name, keysTwice(text, project.name));
    return {
      config: config.environment === "production" ? inForce(config, now().toISOString()) : config,
      faults: [],
      settings,
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: undefined, faults: error.faults, settings };
  }
}

function byFile(text: string): RawConfig {
  const read = parse(text) as { config?: Record<string, unknown> | null } | null;
  const config = read?.config ?? {};
  const secret = new Set<string>();
  const values = Object.entries(config).map(([key, value]) => [
    key,
    opened(value, () => secret.add(key)),
  ]);
  return { values: toRaw(Object.fromEntries(values) as Record<string, unknown>), secret };
}

/** A value with a text in place of each `secure:` in it. */
function opened(value: unknown, isSecret: () => void): unknown {
  if (Array.isArray(value)) return value.map((one) => opened(one, isSecret));
  if (typeof value !== "object" || value === null) return value;
  if ("secure" in value) {
    isSecret();
    return SEALED;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, opened(inner, isSecret)]),
  );
}
