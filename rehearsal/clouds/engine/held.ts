import type { Cloud, Held, HeldResource } from "../resourceType.ts";
import type { Store } from "../store/store.ts";

/** What a store holds, as rules read it. */
export function heldIn(store: Store): Held {
  return {
    of: <I extends object>({ token }: { token: string }, except?: string) => {
      const all = store.resources(token) as unknown as HeldResource<I>[];
      return all.filter(({ id }) => id !== except);
    },
    find: <I extends object>({ token }: { token: string }, id: string) =>
      store.resource(token, id) as unknown as HeldResource<I> | undefined,
    deployment: (id) => store.deployments().find((one) => one.id === id),
  };
}

/** Apply the changes that the clouds make by themselves once something else in them changed. */
export function settle(store: Store, clouds: readonly Cloud[]): void {
  store.transaction(() => {
    const held = heldIn(store);
    for (const type of clouds.flatMap((cloud) => cloud.types)) {
      if (!type.settles) continue;
      for (const resource of held.of(type)) {
        const change = type.settles(resource, held);
        if (change) store.update(type.token, resource.id, { ...resource.outputs, ...change });
      }
    }
  });
}
