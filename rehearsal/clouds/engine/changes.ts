import { drawFrom } from "../store/draw.ts";
import type { Properties, Resource } from "../store/rows.ts";
import type { Book } from "../store/book.ts";
import type { AnyType, Origin } from "../resourceType.ts";
import { Refused } from "./failures.ts";
import { heldIn } from "./held.ts";

/** A resource as it is answered to the engine; an empty id says that it is gone. */
export interface Answer {
  readonly id: string;
  readonly outputs: Properties;
}

/** Create a resource, unless its type refuses it. Ids are drawn from the URN: a rerun gives the same. */
export function create(book: Book, type: AnyType, urn: string, inputs: Properties): Answer {
  return book.transaction(() => {
    const held = heldIn(book);
    const taken = type.overwrites?.(inputs, held);
    refuse(type.refuses?.({ id: taken?.id, inputs }, held));
    return taken ? rewrite(book, type, taken, inputs) : insert(book, type, urn, inputs);
  });
}

/** Change a resource, unless its type refuses it. `missing` is said where no cloud holds it. */
export function update(
  book: Book,
  type: AnyType,
  { urn, id }: { readonly urn: string; readonly id: string },
  inputs: Properties,
  missing: string,
): Answer {
  return book.transaction(() => {
    refuse(type.refuses?.({ id, inputs }, heldIn(book)));
    const found = book.resource(type.token, id);
    if (found) return rewrite(book, type, found, inputs);
    if (type.upserts) return insert(book, type, urn, inputs, id);
    throw new Refused(missing);
  });
}

/** Delete a resource, unless its type refuses it. One that is gone already is fine. */
export function remove(book: Book, type: AnyType, id: string): Answer {
  return book.transaction(() => {
    const held = heldIn(book);
    const resource = held.of(type).find((one) => one.id === id);
    if (resource) refuse(type.refusesToDelete?.(resource, held));
    book.remove(type.token, id);
    return { id, outputs: {} };
  });
}

function refuse(refusal: string | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

function insert(
  book: Book,
  type: AnyType,
  urn: string,
  inputs: Properties,
  known?: string,
): Answer {
  const seed = book.seed(urn);
  const draw = drawFrom(seed);
  const id = known ?? type.identify(inputs, draw);
  const at = new Date().toISOString();
  const origin: Origin = { id, draw, revision: 0, created: at, modified: at };
  const outputs = { ...inputs, ...type.outputs(inputs, origin) };
  book.insert(type.token, id, seed, outputs, at);
  return { id, outputs };
}

function rewrite(book: Book, type: AnyType, found: Resource, inputs: Properties): Answer {
  const { id } = found;
  const modified = new Date().toISOString();
  const origin: Origin = {
    id,
    draw: drawFrom(book.seedOf(type.token, id)),
    revision: found.revision + 1,
    created: found.created,
    modified,
    before: found.outputs,
  };
  const outputs = { ...inputs, ...type.outputs(inputs, origin) };
  book.update(type.token, id, outputs, modified);
  return { id, outputs };
}
