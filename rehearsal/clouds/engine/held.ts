import type { Cloud, Held, HeldResource } from "../resourceType.ts";
import type { Book } from "../store/book.ts";

/** What a store holds, as rules look at it. */
export function heldIn(book: Book): Held {
  return {
    of: <I extends object>({ token }: { token: string }) =>
      book.resources(token) as unknown as HeldResource<I>[],
    deployment: (id) => book.deployments().find((one) => one.id === id),
  };
}

/** Let everything change by itself that does so once something else in the clouds changed. */
export function settle(book: Book, clouds: readonly Cloud[]): void {
  book.transaction(() => {
    const held = heldIn(book);
    for (const type of clouds.flatMap((cloud) => cloud.types)) {
      if (!type.settles) continue;
      for (const resource of held.of(type)) {
        const change = type.settles(resource, held);
        if (change) book.update(type.token, resource.id, { ...resource.outputs, ...change });
      }
    }
  });
}
