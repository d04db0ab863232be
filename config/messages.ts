import { z } from "zod";

/** A value to copy, as YAML text; within it, blocks and lists of such. */
export type Example = string | readonly Example[] | { readonly [name: string]: Example };

/** What a person reads about a key when its value is refused; never zod's own messages. */
export interface KeyMessages {
  /** What it takes, as text: `a whole number from 0 to 100`. */
  readonly allowed: string;
  /** A value to copy; made from what was found, where that suggests what was meant. */
  readonly example: Example | ((problem: unknown) => Example);
}

const messagesBySchema = new WeakMap<z.core.$ZodType, KeyMessages>();

/** The schema, with messages for its faults; every schema of a single value has some. */
export function worded<S extends z.core.$ZodType>(schema: S, messages: KeyMessages): S {
  messagesBySchema.set(schema, messages);
  return schema;
}

/** A schema's own messages. */
export function messagesOf(schema: z.core.$ZodType): KeyMessages | undefined {
  return messagesBySchema.get(schema);
}

interface Def {
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  /** The last of several is what a person means; those before it can be set in its place (`none`). */
  readonly options?: readonly z.core.$ZodType[];
}

/** The schema that the messages belong to: the one inside optional, default, transform and `orNone`. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (messagesBySchema.has(schema)) return schema;
  const { innerType, in: input, options } = schema._zod.def as Def;
  const inner = innerType ?? input ?? options?.at(-1);
  return inner ? unwrap(inner) : schema;
}

/** What may be set in place of a schema; nothing where it is the only one. */
export function inPlaceOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (messagesBySchema.has(schema)) return [];
  const { innerType, in: input, options } = schema._zod.def as Def;
  const inner = innerType ?? input;
  return options?.slice(0, -1) ?? (inner ? inPlaceOf(inner) : []);
}

/** The schema at a place, as its block has it; nothing where there is no such key. */
export function memberAt(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
): z.core.$ZodType | undefined {
  return path.reduce<z.core.$ZodType | undefined>((at, name) => at && member(at, name), schema);
}

/** The schema of a key in a block, or of what a list or map holds. */
export function member(schema: z.core.$ZodType, name: PropertyKey): z.core.$ZodType | undefined {
  for (const other of inPlaceOf(schema)) {
    const problem = member(other, name);
    if (problem) return problem;
  }
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return (inner.shape as z.core.$ZodShape)[String(name)];
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}
