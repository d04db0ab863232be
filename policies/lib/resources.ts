import { isUnknownValue } from "./unknown.ts";

export const ROLLOUT = "canary:index:Rollout";
/** Among these are the two that split traffic by weight. */
export const WEIGHTED = "aws:route53/record:Record";

/** A declared resource, as far as a policy reads it. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  /** Values that are secret are in plain text here: none of them is ever printed. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
}

/** The resources of a type, e.g. `aws:route53/record:Record`. */
export function ofType(resources: readonly Resource[], type: string): Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** Whether a property has a value, known already or only after the update. */
export function has({ props }: Pick<Resource, "props">, name: string): boolean {
  try {
    return ![undefined, null, ""].includes(props[name] as never);
  } catch (error) {
    if (isUnknownValue(error)) return true;
    throw error;
  }
}

/** A property that is text; "" where it is something else. */
export function textOf({ props }: Pick<Resource, "props">, name: string): string {
  const value = props[name];
  return typeof value === "string" ? value : "";
}

/** A property that is a list; empty where it is something else. */
export function listOf({ props }: Pick<Resource, "props">, name: string): readonly unknown[] {
  const value = props[name];
  return Array.isArray(value) ? value : [];
}

/** The properties of a block within another; none where it is no block. */
export function blockOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
