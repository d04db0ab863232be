import { z } from "zod";
import { exampleOf } from "../../../config/example.ts";
import { keyOf, type Path } from "../../../config/raw.ts";
import { unwrap, messagesOf, type Example } from "../../../config/messages.ts";
import { isBlock, needed } from "./smallest.ts";
import { isRequired } from "./value.ts";

type Block = Readonly<Record<string, Example>>;

/** A top-level block with what it needs, and the parts that are otherwise to have a reason. */
export function exampleOfBlock(
  schema: z.core.$ZodType,
  top: string,
  parts: ReadonlySet<string>,
): Block {
  const least = needed()[top];
  return { ...(isBlock(least) && least), ...(withParts(schema, [top], parts) as Block) };
}

function withParts(schema: z.core.$ZodType, path: Path, parts: ReadonlySet<string>): Example {
  const inner = unwrap(schema);
  if (messagesOf(inner) || !(inner instanceof z.ZodObject)) return exampleOf(schema, []);
  const entries = Object.entries(inner.shape as z.core.$ZodShape)
    .map(([name, child]) => ({ name, child, key: keyOf([...path, name]) }))
    .filter(
      ({ child, key }) =>
        isRequired(child) || [...parts].some((part) => part === key || part.startsWith(`${key}.`)),
    );
  return Object.fromEntries(
    entries.map(({ name, child }) => [name, withParts(child, [...path, name], parts)]),
  );
}
