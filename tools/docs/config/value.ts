import { stringify } from "yaml";
import { z } from "zod";
import { exampleOf, isList } from "../../../config/example.ts";
import { inPlaceOf, unwrap, messagesOf, type Example } from "../../../config/messages.ts";

/** What a key takes, in words. */
export function takes(schema: z.core.$ZodType): string {
  const inner = unwrap(schema);
  const messages = messagesOf(inner);
  if (messages) return messages.allowed;
  if (inner instanceof z.ZodArray) return `a list, each entry ${takes(inner.element)}`;
  if (inner instanceof z.ZodRecord) {
    return `a block; each name ${takes(inner.keyType)}; each value ${takes(inner.valueType)}`;
  }
  const names = inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  return `a block of ${names.join(", ")}`;
}

/** Whether `none`, with the reason, may stand in place of all that a key takes. */
export function mayBeNone(schema: z.core.$ZodType): boolean {
  return inPlaceOf(schema).length > 0 || hasNone(schema);
}

/** Whether a block has a `none` beside its other keys. */
export function hasNone(schema: z.core.$ZodType): boolean {
  const inner = unwrap(schema);
  return inner instanceof z.ZodObject && "none" in inner.shape;
}

/** Whether a key must be there for its schema. */
export function isRequired(schema: z.core.$ZodType): boolean {
  return schema._zod.optin === undefined;
}

interface Def {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly defaultValue?: unknown;
}

/** The value that a key has where it is absent; `undefined` where it has none. */
export function defaultOf(schema: z.core.$ZodType): unknown {
  const { type, innerType, in: input, defaultValue } = schema._zod.def as Def;
  if (type === "default" || type === "prefault") return defaultValue;
  const inner = innerType ?? input;
  return inner && defaultOf(inner);
}

/** A default as it would stand in a stack file, on one line; in words where it is a block's or empty. */
export function defaultText(schema: z.core.$ZodType): string | undefined {
  const value = defaultOf(schema);
  if (value === undefined) return undefined;
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) {
    return unwrap(schema) instanceof z.ZodObject ? "its keys' own" : "empty";
  }
  const line = stringify(value, {
    ...{ collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 },
  } as const);
  return `\`${line.trim()}\``;
}

/** A value to copy, as YAML on one line; nothing of a block without words, whose keys have their own. */
export function exampleOnALine(schema: z.core.$ZodType): string | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject && !messagesOf(inner)) return undefined;
  return onALine(exampleOf(schema, []));
}

function onALine(example: Example): string {
  if (typeof example === "string") return example;
  if (isList(example)) return `[${example.map(onALine).join(", ")}]`;
  return `{${Object.entries(example)
    .map(([name, value]) => `${name}: ${onALine(value)}`)
    .join(", ")}}`;
}
