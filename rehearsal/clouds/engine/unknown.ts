import type { Properties } from "../store/rows.ts";

/** How the engine writes a value that is not known before the update runs (its own constant). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A step into a value: a property's name or an index. */
export type Step = string | number;

/** The value at a path, or UNKNOWN where the path leads into a value that is not known. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  let result = value;
  for (const step of path) {
    if (result === UNKNOWN || typeof result !== "object" || result === null) break;
    result = (result as Record<Step, unknown>)[step];
  }
  return result;
}

/** A path as Pulumi writes it, e.g. `weightedRoutingPolicies[0].weight`. */
export function pathText(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^\w+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** Those of a value's properties that have one of these names. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
