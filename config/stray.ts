import type { Fault } from "./fault.ts";
import { closest } from "./unknown.ts";

/** Namespaces of others: the providers' and the engine's own. */
const OTHERS: readonly string[] = ["aws", "cloudflare", "datadog", "pulumi", "vercel"];

/**
 * The keys that were meant for this program and that nobody reads: in a namespace that is nearly the
 * project's name, or under a name that is a key of ours. That is what a renamed project leaves behind, and
 * a line that was copied from another's file.
 *
 * @param names the names of this program's own keys
 */
export function strayKeys(
  keys: readonly string[],
  project: string,
  names: readonly string[],
): Fault[] {
  return keys.flatMap((key) => {
    const [namespace = "", name = ""] = key.split(":", 2);
    if (namespace === project || OTHERS.includes(namespace)) return [];
    if (!names.includes(name) && closest(namespace, [project]) === undefined) return [];
    return {
      key,
      found: `is in the namespace ${namespace}, which nobody reads`,
      allowed: `did you mean ${project}:${name}? The namespace is the project's name in Pulumi.yaml`,
      example: [`pulumi config rm '${key}'`],
    };
  });
}

/**
 * The keys that a stack file has with its namespace and without. The engine takes both for one, and
 * either value, so that neither can be trusted: https://www.pulumi.com/docs/iac/concepts/config
 */
export function keysTwice(stackFile: string, project: string): Fault[] {
  const [, block = ""] =
    /^config:[ \t]*\r?\n((?:(?:[ \t].*)?\r?\n|[ \t].*$)*)/m.exec(stackFile) ?? [];
  const [, indent = ""] = /^([ \t]+)[^\s#]/m.exec(block) ?? [];
  const keys = block.split(/\r?\n/).flatMap((line) => {
    const own = line.startsWith(indent) ? line.slice(indent.length) : "";
    return /^(["']?)([\w:.-]+)\1:(?=\s|$)/.exec(own)?.[2] ?? [];
  });
  return keys
    .filter((key) => !key.includes(":") && keys.includes(`${project}:${key}`))
    .map((key) => ({
      key: `${project}:${key}`,
      found: `stands beside ${key}, which is the same key`,
      allowed: "one of the two lines",
      example: ["take the other line out of the stack file"],
    }));
}
