import { z } from "zod";

/** A value to copy, as YAML text; within it, blocks and lists of such. */
export type Example = string | readonly Example[] | { readonly [name: string]: Example };

/** What a person is told of a key when its value is refused; never zod's own messages. */
export interface Words {
  /** What it takes, in words: `a whole number from 0 to 100`. */
  readonly allowed: string;
  /** A value to copy; made from what was found, where that shows what was meant. */
  readonly example: Example | ((found: unknown) => Example);
}

const known = new WeakMap<z.core.$ZodType, Words>();

/** The schema, with words for its faults; every schema of a single value has some. */
export function worded<S extends z.core.$ZodType>(schema: S, words: Words): S {
  known.set(schema, words);
  return schema;
}

/** A schema's own words. */
export function wordsOf(schema: z.core.$ZodType): Words | undefined {
  return known.get(schema);
}

/** The schema that words belong to: the one inside optional, default and transform. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (known.has(schema)) return schema;
  const def = schema._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType };
  const inner = def.innerType ?? def.in;
  return inner ? unwrap(inner) : schema;
}

/** The schema of a key in a block, or of what a list or map holds. */
export function member(schema: z.core.$ZodType, name: PropertyKey): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return (inner.shape as z.core.$ZodShape)[String(name)];
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}
