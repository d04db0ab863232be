import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { ConfigError, parseConfig, type Config, type Fault } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { EXAMPLE } from "../example.ts";

/** A stack file's `config:` as an object. */
export type Stack = Record<string, unknown>;

/** The text of a stack file of the example. */
export function stackFile(environment: string): string {
  return readFileSync(join(EXAMPLE, `Pulumi.${environment}.yaml`), "utf8");
}

/** The text with its commented-out blocks put in. */
export function uncommented(text: string): string {
  return text.replace(/^ {2}# canary:\w+:.*\n( {2}# {3}.*\n)+/gm, (block) =>
    block.replace(/^ {2}# /gm, "  "),
  );
}

export function read(text: string): Stack {
  return (parseDocument(text).toJS() as { config: Stack }).config;
}

const parsed = new Map<string, Stack>();

/** The same, parsed once a text: whoever changes it takes a copy. */
function memoized(text: string): Stack {
  const stack = parsed.get(text) ?? read(text);
  parsed.set(text, stack);
  return stack;
}

/** A stack of the example with some keys changed (`releases.stable.commit`), or gone where undefined. */
export function production(changes: Stack = {}, text = stackFile("production")): Stack {
  return changed(memoized(text), changes);
}

export function staging(changes: Stack = {}): Stack {
  return changed(memoized(stackFile("staging")), changes);
}

export function changed(stack: Stack, changes: Stack): Stack {
  const copy = structuredClone(stack);
  for (const [key, value] of Object.entries(changes)) set(copy, `canary:${key}`.split("."), value);
  return copy;
}

export function parse(stack: Stack, ...secret: string[]): Config {
  return parseConfig(toRaw(stack), new Set(secret.map((key) => `canary:${key}`)), "canary");
}

/** What a stack is refused with; a stack that is accepted fails the test. */
export function refusal(stack: Stack, ...secret: string[]): ConfigError {
  try {
    parse(stack, ...secret);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error("accepted");
}

export function faults(stack: Stack, ...secret: string[]): readonly Fault[] {
  return refusal(stack, ...secret).faults;
}

/** Each fault as `key found`. */
export function problems(stack: Stack, ...secret: string[]): string[] {
  return faults(stack, ...secret).map((fault) => `${fault.key} ${fault.problem}`);
}

function set(at: Stack, [name = "", ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    at[name] ??= {};
    set(at[name] as Stack, rest, value);
  } else if (value === undefined) {
    Reflect.deleteProperty(at, name);
  } else {
    at[name] = value;
  }
}
