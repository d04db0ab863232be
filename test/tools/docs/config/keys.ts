import { z } from "zod";
import { keyOf, type Path } from "../../../../config/raw.ts";
import { unwrap } from "../../../../config/messages.ts";
import type { Stack } from "../../../config/stack.ts";

/** A key of a schema, as a test comes by it. */
export interface SchemaKey {
  readonly key: string;
  readonly path: Path;
  readonly schema: z.core.$ZodType;
}

/** Every key of a schema. */
export function walk(schema: z.core.$ZodType, path: Path = []): SchemaKey[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return walk(inner.element, [...path, 0]);
  if (inner instanceof z.ZodRecord) return walk(inner.valueType, [...path, "NAME"]);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape as z.core.$ZodShape).flatMap(([name, child]) => {
    const place = [...path, name];
    return [{ key: keyOf(place), path: place, schema: child }, ...walk(child, place)];
  });
}

/** A row of the page. */
export interface Row {
  readonly comment: string;
  readonly takes: string;
  readonly presence: string;
  readonly example: string;
}

/** The rows of a page's tables, by their key. */
export function rowsOf(text: string): ReadonlyMap<string, Row> {
  const rows = [...text.matchAll(/^\| `([^`]+)` +\| (.*) \|$/gm)].map(([, key = "", rest = ""]) => {
    const [comment = "", takes = "", presence = "", example = ""] = rest.split(" | ");
    return [
      key,
      { comment, takes, presence, example: /^`(.*)`$/.exec(example)?.[1] ?? "" },
    ] as const;
  });
  return new Map(rows);
}

/** A stack with a value at a path, or without it where undefined; blocks on the way there are made by `block`. */
export function put(
  stack: Stack,
  path: Path,
  value: unknown,
  block: (path: Path) => unknown,
): Stack {
  const copy = structuredClone(stack);
  let at = copy as Record<PropertyKey, unknown>;
  path.slice(0, -1).forEach((name, index) => {
    const inside = at[name];
    if (typeof inside !== "object") at[name] = block(path.slice(0, index + 1));
    at = at[name] as Record<PropertyKey, unknown>;
  });
  const last = path.at(-1) ?? "";
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return copy;
}
