import { z } from "zod";
import { closest } from "../../config/unknown.ts";
import { messagesOf } from "../../config/messages.ts";
import type { Policy } from "./policy.ts";

/** What the pack's config says by policy, beside levels: its settings. */
export type PackConfig = Readonly<Record<string, unknown>>;

/** What every policy takes, and the engine reads by itself. */
const LEVEL = "enforcementLevel";
/** The engine's name for every policy at once, which takes a level alone. */
const ALL = "all";

/**
 * What is wrong with a pack's config, as text: names that no policy has, settings that a policy does not
 * take, and values that a setting does not take. Nothing else reports it: the engine ignores them, and
 * what was meant stays off. Values are never printed.
 */
export function packConfigFaults(config: PackConfig, policies: readonly Policy[]): string[] {
  return Object.entries(config).flatMap(([name, value]) => {
    const policy = policies.find((one) => one.name === name);
    if (!policy && name !== ALL)
      return [`there is no policy ${name}: ${meant(name, [ALL, ...policies.map(nameOf)])}`];
    if (typeof value !== "object" || value === null) return [];
    const settings = policy?.kind === "stack" ? (policy.settings ?? {}) : {};
    return Object.entries(value)
      .filter(([key]) => key !== LEVEL)
      .flatMap(([key, set]) => settingFaults(name, settings, key, set));
  });
}

function settingFaults(
  policy: string,
  settings: Readonly<Record<string, z.ZodType>>,
  key: string,
  value: unknown,
): string[] {
  const schema = Object.hasOwn(settings, key) ? settings[key] : undefined;
  if (!schema)
    return [`${policy} has no setting ${key}: ${meant(key, [...Object.keys(settings), LEVEL])}`];
  return schema.safeParse(value).success
    ? []
    : [`${policy}.${key} takes ${messagesOf(schema)?.allowed ?? "another value"}`];
}

function meant(name: string, names: readonly string[]): string {
  const near = closest(name, names);
  return near === undefined
    ? `expected one of ${[...names].sort().join(", ")}`
    : `did you mean ${near}?`;
}

function nameOf({ name }: Policy): string {
  return name;
}
