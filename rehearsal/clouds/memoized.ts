import type { Store } from "./store/store.ts";

/** Make something from what the clouds hold, and again only after a resource has changed. */
export function memoized<T>(store: Store, make: () => T): () => T {
  let made: { readonly revision: string; readonly value: T } | undefined;
  return () => {
    const revision = store.revision();
    if (made?.revision !== revision) made = { revision, value: make() };
    return made.value;
  };
}
