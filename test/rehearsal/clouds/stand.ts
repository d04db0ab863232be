import assert from "node:assert/strict";
import { CLOUDS } from "../../../rehearsal/clouds/all.ts";
import type { Answer } from "../../../rehearsal/clouds/engine/changes.ts";
import { Provider } from "../../../rehearsal/clouds/engine/provider.ts";
import type { Properties } from "../../../rehearsal/clouds/index.ts";
import { Store } from "../../../rehearsal/clouds/store/store.ts";

/** Stand-in clouds in memory, called as the engine calls them, without a server between. */
export interface Stand {
  readonly store: Store;
  /** The provider of a type's cloud. */
  of(type: string): Provider;
  /** Check and create a resource, named after its type unless it is given a name. */
  create(type: string, inputs: Properties, name?: string): Promise<Answer>;
  /** Check and change a resource. */
  update(type: string, id: string, inputs: Properties): Promise<Answer>;
  delete(type: string, id: string): Promise<Answer>;
  read(type: string, id: string): ReturnType<Provider["read"]>;
  /** Read a resource that the engine does not have yet, by the id that `pulumi import` takes. */
  import(type: string, id: string): ReturnType<Provider["read"]>;
}

export function stand(signal = new AbortController().signal): Stand {
  const store = new Store(":memory:", CLOUDS);
  const providers = new Map(
    CLOUDS.map((cloud) => [cloud.name, new Provider(cloud, store, CLOUDS)]),
  );
  const of = (type: string) => {
    const provider = providers.get(type.split(":")[0] ?? "");
    assert.ok(provider, type);
    return provider;
  };
  const identity = (type: string, id: string, name = "it") => {
    return { type, id, urn: `urn:pulumi:dev::test::${type}::${name}` };
  };
  const checked = (type: string, news: Properties) => {
    const { inputs, failures } = of(type).check(type, news);
    assert.deepEqual(failures, []);
    return inputs;
  };
  return {
    store,
    of,
    create: (type, inputs, name) =>
      of(type).create(identity(type, "", name), checked(type, inputs), signal),
    update: (type, id, inputs) =>
      of(type).update(identity(type, id), checked(type, inputs), signal),
    delete: (type, id) => of(type).delete(identity(type, id), signal),
    read: (type, id) => of(type).read(identity(type, id), { inputs: {}, outputs: {} }, signal),
    import: (type, id) => of(type).read(identity(type, id), undefined, signal),
  };
}
