import type { Fault } from "./faults.ts";
import { NAMESPACE } from "./raw.ts";
import { closest } from "./unknown.ts";

/** The keys in a namespace that is this program's misspelt: nobody would read them. */
export function strayKeys(keys: readonly string[]): Fault[] {
  return keys.flatMap((key) => {
    const [namespace = "", name = ""] = key.split(":", 2);
    if (namespace === NAMESPACE || closest(namespace, [NAMESPACE]) === undefined) return [];
    return {
      key,
      found: `is in the namespace ${namespace}, which nobody reads`,
      allowed: `did you mean ${NAMESPACE}:${name}?`,
      example: [`pulumi config rm '${key}'`],
    };
  });
}

/**
 * The keys that a stack file has with its namespace and without. The engine takes both for one, and
 * either value, so that neither can be trusted: https://www.pulumi.com/docs/iac/concepts/config
 */
export function keysTwice(stackFile: string): Fault[] {
  const [, block = ""] =
    /^config:[ \t]*\r?\n((?:(?:[ \t].*)?\r?\n|[ \t].*$)*)/m.exec(stackFile) ?? [];
  const [, indent = ""] = /^([ \t]+)[^\s#]/m.exec(block) ?? [];
  const keys = block.split(/\r?\n/).flatMap((line) => {
    const own = line.startsWith(indent) ? line.slice(indent.length) : "";
    return /^(["']?)([\w:.-]+)\1:(?=\s|$)/.exec(own)?.[2] ?? [];
  });
  return keys
    .filter((key) => !key.includes(":") && keys.includes(`${NAMESPACE}:${key}`))
    .map((key) => ({
      key: `${NAMESPACE}:${key}`,
      found: `stands beside ${key}, which is the same key`,
      allowed: "one of the two lines",
      example: ["take the other line out of the stack file"],
    }));
}
