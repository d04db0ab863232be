import { z } from "zod";
import { exampleFor, removal } from "./example.ts";
import type { Fault, Reading } from "./fault.ts";
import { keyOf, SECRETS, valueAt, type Path } from "./raw.ts";
import { unknownKey } from "./unknown.ts";
import type { Broken } from "./rule.ts";
import { reason } from "./none.ts";
import { isAbsent } from "../rollout/parts.ts";
import { inPlaceOf, member, unwrap, messagesOf } from "./messages.ts";

/** The faults behind zod's issues, in their order, each reported once. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], reading: Reading): Fault[] {
  const wrong = wrongNones(reading.schema, reading.values, []);
  const isWithin = ({ path }: z.core.$ZodIssue) =>
    wrong.some(({ block }) => block.every((name, index) => path[index] === name));
  const faults = issues
    .filter((issue) => !isWithin(issue))
    .flatMap((issue) => meant(issue, reading))
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((name) => unknownKey([...issue.path, name], reading))
        : [faultOf(issue, reading)],
    );
  const all = [...faults, ...wrong.map((one) => faultOfNone(one, reading))];
  return [...new Map(all.map((fault) => [fault.key + fault.problem, fault])).values()];
}

/** A `none` that is no reason, or stands beside keys of what there would be none of. */
interface WrongNone {
  readonly block: Path;
  readonly isAlone: boolean;
}

function wrongNones(schema: z.core.$ZodType, value: unknown, path: Path): WrongNone[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  if (isAbsent(value) && inPlaceOf(schema).length > 0) {
    const isAlone = Object.keys(value).length === 1;
    return isAlone && reason.safeParse(value.none).success ? [] : [{ block: path, isAlone }];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    const child = member(schema, name);
    return child ? wrongNones(child, inner, [...path, name]) : [];
  });
}

function faultOfNone({ block, isAlone }: WrongNone, reading: Reading): Fault {
  const path = [...block, "none"];
  return {
    key: keyOf(path),
    problem: isAlone ? show(reading, path) : "stands beside other keys",
    allowed: isAlone
      ? takes(schemaAt(reading.schema, path))
      : `none and the reason alone, or the keys of ${keyOf(block)} without it`,
    example: exampleFor(reading, path),
  };
}

/** The issues of a part's own keys, where `none` could be in their place; `wrongNones` finds those of `none`. */
function meant(issue: z.core.$ZodIssue, reading: Reading): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || inPlaceOf(schemaWrapped(reading, issue.path)).length === 0)
    return [issue];
  return (issue.errors.at(-1) ?? [])
    .map((one) => ({ ...one, path: [...issue.path, ...one.path] }))
    .flatMap((one) => meant(one, reading));
}

function schemaWrapped({ schema }: Pick<Reading, "schema">, path: Path): z.core.$ZodType {
  return path.reduce((at, name) => member(at, name) ?? at, schema);
}

function faultOf(issue: z.core.$ZodIssue, reading: Reading): Fault {
  const { schema } = reading;
  const { path } = issue;
  const key = keyOf(path);
  if (issue.code === "invalid_key") {
    const map = path.slice(0, -1);
    const { keyType } = schemaAt(schema, map) as z.ZodRecord;
    return {
      key,
      problem: "is named wrongly",
      allowed: takes(keyType),
      example: exampleFor(reading, map),
    };
  }
  // A rule over several keys says what is wrong; one key's fault has its schema's message.
  const rule = issue.code === "custom" ? (issue.params as Omit<Broken, "path">) : undefined;
  const value = valueAt(reading.values, path);
  const actual = reading.secret.has(String(path[0])) ? undefined : value;
  // What is left of an optional block when its lines are taken out.
  const isRemnant = isEmpty(value) && isOptional(schema, path);
  return {
    key,
    problem: rule?.problem ?? show(reading, path),
    allowed: rule
      ? issue.message
      : `${takes(schemaAt(schema, path))}${orNothing(reading, path, isRemnant)}`,
    example:
      (rule?.remove ?? isRemnant)
        ? removal(reading, path)
        : exampleFor(reading, path, actual, rule?.example),
  };
}

/** What else may be done about a key: say why there is none, or take it out. */
function orNothing({ schema }: Reading, path: Path, isRemnant: boolean): string {
  if (inPlaceOf(schemaWrapped({ schema }, path)).length > 0)
    return '; or none: "why there is none" in its place';
  return isRemnant ? "; or no such key" : "";
}

function isEmpty(value: unknown): boolean {
  return value === null || value === "";
}

function isOptional(schema: z.core.$ZodType, path: Path): boolean {
  const block = schemaAt(schema, path.slice(0, -1));
  return member(block, path.at(-1) ?? "")?._zod.optin !== undefined;
}

/** The value at a path, in short; nothing of a secret. */
function show({ values, secret }: Reading, path: Path): string {
  const value = valueAt(values, path);
  if (value === undefined) return "is missing";
  if ([...secret, ...SECRETS].includes(String(path[0]))) return "is [secret]";
  if (isEmpty(value)) return "is empty";
  const text = JSON.stringify(value);
  return `is ${text.length > 80 ? `${text.slice(0, 79)}…` : text}`;
}

function takes(schema: z.core.$ZodType): string {
  const messages = messagesOf(schema);
  if (messages) return messages.allowed;
  if (schema instanceof z.ZodObject) return `a block of ${Object.keys(schema.shape).join(", ")}`;
  return schema instanceof z.ZodArray ? "a list of at least one" : "a block of names and values";
}

function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType {
  return unwrap(schemaWrapped({ schema }, path));
}
