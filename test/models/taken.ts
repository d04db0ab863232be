import type { Properties } from "../../rehearsal/clouds/index.ts";

/** Fails where something is left of a resource that has no place in what is sent. */
export function allTaken(left: object, of: string): void {
  const keys = Object.keys(left);
  if (keys.length > 0) throw new Error(`nothing that is sent takes ${keys.join(", ")} of ${of}`);
}

/** A resource without what is the provider's own, or has its place elsewhere. */
export function without<T extends object, K extends keyof T>(
  resource: T,
  ...keys: readonly K[]
): Omit<T, K> {
  const left = Object.entries(resource).filter(
    ([key]) => !(keys as readonly string[]).includes(key),
  );
  return Object.fromEntries(left) as Omit<T, K>;
}

/** Without what is undefined, as it is sent. */
export function sent(body: Properties): Properties {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
