import { drawFrom } from "../store/draw.ts";
import type { Properties, Resource } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { AnyType, Origin } from "../resourceType.ts";
import { Refused } from "./failures.ts";
import { heldIn } from "./held.ts";

/** A resource as it is answered to the engine; an empty id says that it is gone. */
export interface Answer {
  readonly id: string;
  readonly outputs: Properties;
}

/** Create a resource, unless its type refuses it. Ids are drawn from the URN: a rerun gives the same. */
export function create(store: Store, type: AnyType, urn: string, inputs: Properties): Answer {
  return store.transaction(() => {
    const held = heldIn(store);
    const taken = takenOver(store, type, inputs);
    refuse(type.refuses?.({ id: taken?.id, inputs }, held));
    return taken ? rewrite(store, type, taken, inputs) : insert(store, type, urn, inputs);
  });
}

/** Change a resource, unless its type refuses it. `missing` is said where no cloud holds it. */
export function update(
  store: Store,
  type: AnyType,
  { urn, id }: { readonly urn: string; readonly id: string },
  inputs: Properties,
  missing: string,
): Answer {
  return store.transaction(() => {
    refuse(type.refuses?.({ id, inputs }, heldIn(store)));
    const result = store.resource(type.token, id);
    if (result) return rewrite(store, type, result, inputs);
    if (type.upserts) return insert(store, type, urn, inputs, id);
    throw new Refused(missing);
  });
}

/** Delete a resource, unless its type refuses it. One that is gone already is fine. */
export function remove(store: Store, type: AnyType, id: string): Answer {
  return store.transaction(() => {
    const held = heldIn(store);
    const resource = held.find(type, id);
    if (resource) refuse(type.refusesToDelete?.(resource, held));
    store.remove(type.token, id);
    return { id, outputs: {} };
  });
}

function takenOver(store: Store, type: AnyType, inputs: Properties): Resource | undefined {
  if (type.overwrites) return type.overwrites(inputs, heldIn(store));
  return type.upserts ? store.resource(type.token, type.identify(inputs, drawFrom(""))) : undefined;
}

function refuse(refusal: string | undefined): void {
  if (refusal !== undefined) throw new Refused(refusal);
}

function insert(
  store: Store,
  type: AnyType,
  urn: string,
  inputs: Properties,
  existing?: string,
): Answer {
  const seed = store.seed(urn);
  const draw = drawFrom(seed);
  const id = existing ?? type.identify(inputs, draw);
  if (store.resource(type.token, id))
    throw new Refused(`two resources are the same ${type.token}: declare it once`);
  const at = new Date().toISOString();
  const origin: Origin = { id, draw, revision: 0, created: at, modified: at };
  const outputs = whole(type, inputs, origin);
  store.insert(type.token, id, seed, outputs, at);
  return { id, outputs };
}

/** The inputs, and what the cloud adds to them. */
function whole({ adds = {} }: AnyType, inputs: Properties, origin: Origin): Properties {
  const added = Object.entries(adds).map(([name, make]) => [name, make(inputs, origin)]);
  return { ...inputs, ...(Object.fromEntries(added) as Properties) };
}

function rewrite(store: Store, type: AnyType, result: Resource, inputs: Properties): Answer {
  const { id } = result;
  const modified = new Date().toISOString();
  const origin: Origin = {
    id,
    draw: drawFrom(store.seedOf(type.token, id)),
    revision: result.revision + 1,
    created: result.created,
    modified,
    before: result.outputs,
  };
  const outputs = whole(type, inputs, origin);
  store.update(type.token, id, outputs, modified);
  return { id, outputs };
}
