import type { AnyType } from "../resourceType.ts";
import type { Properties } from "../store/rows.ts";
import { pathText, type Step } from "./unknown.ts";

export type Kind = "add" | "delete" | "update";

export interface Difference {
  /** The inputs that differ. */
  readonly keys: readonly string[];
  /** Those of them that cannot be changed in place. */
  readonly replaces: readonly string[];
  /** Every value that differs, by its path, e.g. `weightedRoutingPolicies[0].weight`. */
  readonly details: ReadonlyMap<string, Kind>;
}

/**
 * What a change of a resource's inputs would change. New inputs are held against the outputs, since a
 * refresh finds there what was changed by hand. What is not known yet counts as another value.
 */
export function diff(
  type: AnyType,
  old: { readonly inputs: Properties; readonly outputs: Properties },
  news: Properties,
): Difference {
  const details = new Map<string, Kind>();
  const given = Object.keys(news);
  // What the cloud fills in stays as it is where it is not given any more.
  const own = Object.keys(old.inputs).filter((key) => !Object.hasOwn(type.adds ?? {}, key));
  const keys = [...new Set([...own, ...given])].filter((key) => {
    const result = new Map<string, Kind>();
    compare(old.outputs[key] ?? old.inputs[key], news[key], [key], result);
    for (const [path, kind] of result) details.set(path, kind);
    return result.size > 0;
  });
  const replaces = keys.filter((key) => type.immutable?.includes(key));
  return { keys, replaces, details };
}

function compare(
  old: unknown,
  now: unknown,
  path: readonly Step[],
  result: Map<string, Kind>,
): void {
  if (isList(old) && isList(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) {
      compare(old[index], now[index], [...path, index], result);
    }
  } else if (isMap(old) && isMap(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      compare(old[key], now[key], [...path, key], result);
    }
  } else if (old !== now) {
    result.set(pathText(path), old === undefined ? "add" : now === undefined ? "delete" : "update");
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
