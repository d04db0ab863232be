import type { Store } from "./store/store.ts";

/** Make something, and again only once a stamp has changed. */
export function cached<T>(stamp: () => string, make: () => T): () => T {
  let made: { readonly stamp: string; readonly value: T } | undefined;
  return () => {
    const now = stamp();
    if (made?.stamp !== now) made = { stamp: now, value: make() };
    return made.value;
  };
}

/** Make something from what the clouds hold, and again only after a resource has changed. */
export function memoized<T>(store: Store, make: () => T): () => T {
  return cached(() => store.revision(), make);
}
