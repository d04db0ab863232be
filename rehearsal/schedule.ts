import type { Resource, Store } from "./clouds/index.ts";

/** Milliseconds between two looks for what is due. */
const TICK = 100;

/**
 * Run something for each resource of a type, as often as the resource says.
 *
 * @param every milliseconds from one time to the next; undefined where it is not to run
 * @param onLate called with how many milliseconds late it ran
 * @returns how to end it; what runs by then runs to its end
 */
export function repeatFor(
  { store, type }: { readonly store: Store; readonly type: string },
  every: (resource: Resource) => number | undefined,
  work: (resource: Resource) => Promise<void>,
  onLate: (late: number) => void = () => undefined,
): () => Promise<void> {
  const due = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const now = performance.now();
    for (const resource of store.resources(type)) {
      const pause = every(resource);
      const at = due.get(resource.id);
      if (pause === undefined || (at !== undefined && at > now)) continue;
      // What is due is found once a tick.
      if (at !== undefined) onLate(Math.max(0, now - at - TICK));
      due.set(resource.id, now + pause);
      const one = work(resource).finally(() => running.delete(one));
      running.add(one);
    }
  }, TICK);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
  };
}
