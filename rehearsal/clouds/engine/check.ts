import type { z } from "zod";
import type { AnyType } from "../resourceType.ts";
import type { Properties } from "../store/rows.ts";
import { pathText, UNKNOWN, valueAt, type Step } from "./unknown.ts";

/** An input that is not as the type declares it. */
export interface Failure {
  /** The input's path, e.g. `weightedRoutingPolicies[0].weight`. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  /** The inputs, with the type's defaults where they are left out. */
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

/**
 * Check a resource's inputs: all faults at once. What is not known yet is taken to be right.
 *
 * @param names all inputs that the resource can have
 */
export function check(type: AnyType, news: Properties, names: ReadonlySet<string>): Checked {
  const inputs = { ...type.defaults, ...news };
  const unknown = Object.keys(news).filter((name) => !names.has(name));
  const issues = type.inputs.safeParse(inputs).error?.issues ?? [];
  const failures = issues
    .filter(({ path }) => valueAt(inputs, path as Step[]) !== UNKNOWN)
    .flatMap((issue) => toFailures(issue, inputs));
  return { inputs, failures: [...unknown.map((name) => unheardOf([], name)), ...failures] };
}

function toFailures(issue: z.core.$ZodIssue, inputs: Properties): Failure[] {
  const path = issue.path as Step[];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unheardOf(path, key));
  }
  const missing = issue.code !== "custom" && valueAt(inputs, path) === undefined;
  return [{ property: pathText(path), reason: missing ? "missing, and required" : issue.message }];
}

function unheardOf(path: readonly Step[], name: string): Failure {
  const reason = `${name} is not a property that this resource has`;
  return { property: pathText([...path, name]), reason };
}
