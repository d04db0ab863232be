import { parse } from "yaml";
import { ConfigError, parseConfig } from "../../../config.ts";
import { production } from "../../../config/schema.ts";
import { exampleOf, isList, yaml } from "../../../config/example.ts";
import { keyOf, toRaw, type Path } from "../../../config/raw.ts";
import type { Example } from "../../../config/messages.ts";
import { isRequired } from "./value.ts";

/** The project that examples are of. */
export const PROJECT = "canary";

/** Values by their top-level key. */
type Values = Readonly<Record<string, Example>>;

/** Why there is none of the parts. */
const REASON = '"not bought, or not there yet"';

/** The keys that the schema requires of a production stack, and a lead, each with a value. */
export function needed(): Values {
  const required = Object.entries(production.shape).filter(([, schema]) => isRequired(schema));
  return {
    ...Object.fromEntries(required.map(([name, schema]) => [name, exampleOf(schema, [])])),
    // A stack begins with all traffic on stable.
    percentage: '"0"',
    // Somebody is called, whatever a team is without.
    contacts: exampleOf(production.shape.contacts, ["lead"]),
  };
}

/** The keys of those that may be left out all the same: their values are made out of others. */
export function derived(): ReadonlySet<string> {
  const values = needed();
  const isDerived = (path: Path) => faulty({ ...without(values, path), none: REASON }).length === 0;
  return new Set(pathsIn(values).filter(isDerived).map(keyOf));
}

/** The smallest stack file of production, as lines of YAML under `config:`. */
export function smallest(): readonly string[] {
  const left = derived();
  const values = pathsIn(needed())
    .filter((path) => left.has(keyOf(path)))
    .reduce(without, needed());
  return inNamespace({ ...values, none: REASON });
}

/**
 * The keys of what must be there, or have a reason why it is not: those that are missing in a stack that
 * has neither. With one check from outside, the others are missing too.
 */
export function parts(): ReadonlySet<string> {
  const withACheck = [{ api: "/" }, { assets: ["/"] }].map((checks) => ({
    monitoring: { checks },
  }));
  return new Set([{}, ...withACheck].flatMap((more) => faulty({ ...needed(), ...more })));
}

/** The paths of all values that are no block. */
function pathsIn(values: Values, path: Path = []): Path[] {
  return Object.entries(values).flatMap(([name, value]) =>
    isBlock(value) ? pathsIn(value, [...path, name]) : [[...path, name]],
  );
}

function without(values: Values, [name, ...rest]: Path): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (key !== name) return [[key, value]];
      return rest.length > 0 && isBlock(value) ? [[key, without(value, rest)]] : [];
    }),
  );
}

/** Whether an example is a block of names and values. */
export function isBlock(example: Example | undefined): example is Values {
  return typeof example === "object" && !isList(example);
}

/** The keys with faults. */
function faulty(values: Values): string[] {
  const config = parse(inNamespace(values).join("\n")) as Record<string, unknown>;
  try {
    parseConfig(toRaw(config), new Set(), PROJECT);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map(({ key }) => key);
  }
}

/** Lines of YAML as in a stack file, where keys have their namespace. */
export function inNamespace(values: Values): string[] {
  return yaml(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${PROJECT}:${key}`, value])),
  );
}
