import { z } from "zod";
import type { Path } from "../../../config/raw.ts";
import { unwrap } from "../../../config/messages.ts";

/** What stands in a path for a name of the team's own. */
export const NAME = "NAME";

/** A key that a stack file may have. */
export interface Key {
  /** Its place; in a list the first one's (0), in a map that of `NAME`. */
  readonly path: Path;
  /** What it takes, with all that is around it: a default, or `none` in its place. */
  readonly schema: z.core.$ZodType;
}

/** All keys of a block, those of a block directly after it. */
export function keysOf(schema: z.core.$ZodType, path: Path = []): readonly Key[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return keysOf(inner.element, [...path, 0]);
  if (inner instanceof z.ZodRecord) return keysOf(inner.valueType, [...path, NAME]);
  if (!(inner instanceof z.ZodObject)) return [];
  return Object.entries(inner.shape as z.core.$ZodShape).flatMap(([name, child]) => [
    { path: [...path, name], schema: child },
    ...keysOf(child, [...path, name]),
  ]);
}
