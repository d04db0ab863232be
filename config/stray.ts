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
  const renamed = renamedProject(keys, project, names);
  if (renamed) return [renamed];
  return keys.flatMap((key) => {
    const [namespace = "", name = ""] = key.split(":", 2);
    if (namespace === project || OTHERS.includes(namespace)) return [];
    if (!names.includes(name) && closest(namespace, [project]) === undefined) return [];
    return {
      key,
      problem: `is in the namespace ${namespace}, which nobody reads`,
      allowed: `did you mean ${project}:${name}? The namespace is the project's name in Pulumi.yaml`,
      example: [`pulumi config rm '${key}'`],
    };
  });
}

/** The one fault of a stack file whose keys are all another project's: what a renamed project leaves behind. */
function renamedProject(
  keys: readonly string[],
  project: string,
  names: readonly string[],
): Fault | undefined {
  const [first, ...others] = keys
    .map((key) => key.split(":", 2) as [string, string?])
    .filter(([namespace, name = ""]) => !OTHERS.includes(namespace) && names.includes(name))
    .map(([namespace]) => namespace);
  if (first === undefined || first === project || others.length === 0) return undefined;
  if (others.some((namespace) => namespace !== first)) return undefined;
  return {
    key: `${first}:`,
    problem: `is the namespace of all ${others.length + 1} keys, and the project is called ${project}`,
    allowed: `${project}: before each key of the stack file, or the project's old name in Pulumi.yaml`,
    example: [`sed -i 's/^  ${first}:/  ${project}:/' Pulumi.STACK.yaml`],
  };
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
      problem: `stands beside ${key}, which is the same key`,
      allowed: "one of the two lines",
      example: ["take the other line out of the stack file"],
    }));
}
