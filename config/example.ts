import { z } from "zod";
import { SHARED } from "./namespace.ts";
import { keyOf, SECRETS, type Path } from "./raw.ts";
import { inPlaceOf, member, unwrap, messagesOf, type Example } from "./messages.ts";

/** A schema, and the namespace of its keys in a stack file. */
export interface Placed {
  readonly schema: z.core.$ZodType;
  readonly namespace: string;
}

/**
 * Lines to copy that set a key correctly: a command for a top-level value, and for a secret, which
 * no file may hold as it is; else YAML as in the stack file. `actual` suggests what was meant; `given`
 * is the value itself, where a rule has it.
 */
export function exampleFor(
  { schema, namespace }: Placed,
  path: Path,
  actual?: unknown,
  given?: Example,
): string[] {
  const [top = "", ...rest] = path.map(String);
  const inner = member(schema, top);
  if (inner === undefined) return [];
  const typed = typedIn(namespace);
  if (SECRETS.includes(top)) {
    return unwrap(inner) instanceof z.ZodRecord
      ? [pathSetting({ namespace }, top, keyOf([top, rest[0] ?? "NAME"]))]
      : [`pulumi config set --secret ${typed}${top}`];
  }
  const example = exampleOf(inner, rest, actual, given);
  return typeof example === "string"
    ? [`pulumi config set ${typed}${top} ${example}`]
    : yaml({ [`${namespace}:${top}`]: example });
}

/** The command that takes a key out. */
export function removal({ namespace }: Pick<Placed, "namespace">, path: Path): string[] {
  // A top-level name may have dots, which --path takes apart.
  const how = path.length > 1 ? "--path " : "";
  return [`pulumi config rm ${how}'${typedIn(namespace)}${keyOf(path)}'`];
}

/** The command that sets a key inside a block, but for its value; one of secrets reads that by itself. */
export function pathSetting(
  { namespace }: Pick<Placed, "namespace">,
  block: string,
  key: string,
): string {
  const how = SECRETS.includes(block) ? "--secret " : "";
  return `pulumi config set ${how}--path '${typedIn(namespace)}${key}'`;
}

/** What is typed in front of a key: the engine adds the project's name by itself. */
function typedIn(namespace: string): string {
  return namespace === SHARED ? `${SHARED}:` : "";
}

/** Along the path through blocks; from its end, or from a list on, all that must be there. */
export function exampleOf(
  schema: z.core.$ZodType,
  path: readonly string[],
  actual?: unknown,
  given?: Example,
): Example {
  if (path.length === 0 && given !== undefined) return given;
  const inner = unwrap(schema);
  const isOnTheWay =
    path.length > 0 &&
    (inner instanceof z.ZodObject ||
      inPlaceOf(schema).some((other) => member(other, path[0] ?? "") !== undefined));
  const own = isOnTheWay ? undefined : messagesOf(inner)?.example;
  if (own !== undefined) return typeof own === "function" ? own(actual) : own;
  if (inner instanceof z.ZodArray) return [exampleOf(inner.element, [])];
  const [name, ...rest] = path;
  const names = name === undefined ? required(inner) : [name];
  return Object.fromEntries(
    names.flatMap((each) => {
      const child = member(schema, each);
      return child ? [[each, exampleOf(child, rest, actual, given)]] : [];
    }),
  );
}

function required(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodRecord) {
    const name = messagesOf(schema.keyType)?.example;
    return [typeof name === "string" ? name : "NAME"];
  }
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: z.core.$ZodShape = schema.shape;
  return (
    Object.entries(shape)
      // A part may be left out, and is what a block is for.
      .filter(([, child]) => child._zod.optin === undefined || isPart(child))
      .map(([name]) => name)
  );
}

/** Whether it may be left out for a reason, and has keys of its own that must be set. */
function isPart(schema: z.core.$ZodType): boolean {
  const inner = unwrap(schema);
  const hasKeys = !(inner instanceof z.ZodObject) || required(inner).length > 0;
  return inPlaceOf(schema).length > 0 && hasKeys;
}

/** An example as lines of YAML. */
export function yaml(example: Example): string[] {
  if (typeof example === "string") return [example];
  if (isList(example)) {
    return example.flatMap((item) =>
      yaml(item).map((line, index) => `${index === 0 ? "-" : " "} ${line}`),
    );
  }
  return Object.entries(example).flatMap(([name, value]) =>
    typeof value === "string"
      ? [`${name}: ${value}`]
      : [`${name}:`, ...yaml(value).map((line) => `  ${line}`)],
  );
}

/** Whether an example is a list, and not a block. */
export function isList(example: Example): example is readonly Example[] {
  return Array.isArray(example);
}
