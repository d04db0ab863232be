import { z } from "zod";
import { exampleFor, pathSetting, removal } from "./example.ts";
import type { Fault, Reading } from "./fault.ts";
import { keyOf, type Path } from "./raw.ts";
import { unfit } from "./unfit.ts";
import { inPlaceOf, member, memberAt, unwrap } from "./messages.ts";

/** The fault of a key that has no place where it stands, with the one that was probably meant. */
export function unknownKey(path: Path, reading: Reading): Fault {
  const { schema, values, elsewhere } = reading;
  const name = String(path.at(-1));
  const key = keyOf(path);
  const why = unfit(path, values);
  const noKey = { key, problem: "is no key", example: removal(reading, path) };
  if (why) return { ...noKey, ...why };
  const [, block] = /^([^.[]+)[.[]/.exec(name) ?? [];
  if (path.length === 1 && block !== undefined && member(schema, block) !== undefined) {
    return {
      ...noKey,
      allowed: `the same key, set with --path: ${pathSetting(reading, block, name)} …; without it, dots and brackets are part of the name`,
    };
  }
  if (path.length === 1 && elsewhere?.names.includes(name)) {
    return { ...noKey, problem: "belongs to another environment", allowed: elsewhere.why };
  }
  const parent = path.slice(0, -1);
  if (name === "enabled" && canBeAbsent(schema, parent)) {
    return {
      ...noKey,
      allowed: `none: "why" in place of all keys of ${keyOf(parent)}, where there is none of it; else no such key`,
    };
  }
  const names = namesAt(schema, parent);
  const meant = closest(name, names);
  if (meant === undefined) return { ...noKey, allowed: `one of ${names.join(", ")}` };
  const place = [...parent, meant];
  return {
    ...noKey,
    allowed: `did you mean ${keyOf(place)}?`,
    example: exampleFor(reading, place),
  };
}

/** Whether `none` may stand in place of a block. */
function canBeAbsent(schema: z.core.$ZodType, path: Path): boolean {
  const block = memberAt(schema, path);
  return (
    block !== undefined && (inPlaceOf(block).length > 0 || member(block, "none") !== undefined)
  );
}

function namesAt(schema: z.core.$ZodType, path: Path): string[] {
  const block = memberAt(schema, path);
  const inner = block && unwrap(block);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
  const keys = inner instanceof z.ZodRecord ? inner.keyType : undefined;
  return keys instanceof z.ZodEnum ? keys.options.map(String) : [];
}

/** The nearest of names, which differs by few letters added, left out or changed: at most a third of it. */
export function closest(name: string, names: readonly string[]): string | undefined {
  const apart = (each: string) => distance(name.toLowerCase(), each.toLowerCase());
  return names
    .filter((each) => apart(each) <= Math.max(1, each.length / 3))
    .sort((one, other) => apart(one) - apart(other))[0];
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const letter of a) {
    const above = row;
    row = [(above[0] ?? 0) + 1];
    for (let column = 1; column <= b.length; column++) {
      const changed = (above[column - 1] ?? 0) + (b[column - 1] === letter ? 0 : 1);
      row.push(Math.min(changed, (above[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
