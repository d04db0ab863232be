import * as pulumi from "@pulumi/pulumi";
import { nameOf, revealed, type State, type StateResource } from "./state.ts";

/**
 * Programs made from the state alone: they register its resources as it has them, with the inputs of
 * a few changed. Whatever the checkout holds, broken or newer, has no say in them.
 */
export interface FromState {
  readonly state: State;
  /** The resources to write. */
  readonly targets: readonly StateResource[];
  /** What changes, by URN; a target without a change is written as it is. */
  readonly changes: ReadonlyMap<string, Change>;
}

export interface Change {
  readonly inputs: Record<string, unknown>;
  /** A component's outputs; those of any other resource are its provider's. */
  readonly outputs?: Record<string, unknown>;
}

/**
 * A program for the Automation API, to be run with `targets` as its targets. It registers the other
 * resources too: the engine refuses to leave out what depends on a target.
 */
export function programFromState({
  state,
  changes,
}: FromState): () => Promise<Record<string, unknown>> {
  return () => {
    const byUrn = new Map(state.resources.map((resource) => [resource.urn, resource]));
    const registered = new Map<string, pulumi.Resource>();
    for (const resource of state.resources) {
      if (!isOurs(resource)) continue;
      const { inputs, outputs = resource.outputs } = changes.get(resource.urn) ?? resource;
      const parent = registered.get(resource.parent);
      const opts = {
        protect: resource.protect,
        // A component's too: the engine would write what it waits for before it is registered.
        dependsOn: resource.dependencies.flatMap((urn) => registered.get(urn) ?? []),
        ...(parent && { parent }),
      };
      registered.set(
        resource.urn,
        resource.custom
          ? new Custom(resource, revealed(inputs), { ...opts, ...providerOf(resource, byUrn) })
          : new Component(resource, revealed(inputs), revealed(outputs), opts),
      );
    }
    const outputs = revealed(state.stack.outputs);
    if (!state.record) return Promise.resolve(outputs);
    // From the engine's answer, not from what was read: another update may have written it since.
    const { input: record } = registered.get(state.record.urn) as unknown as pulumi.Stash;
    return Promise.resolve({ ...outputs, record });
  };
}

/** Not the stack and the default providers, which the engine registers, nor what is only read. */
function isOurs({ type, external }: StateResource): boolean {
  return !external && type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
}

class Custom extends pulumi.CustomResource {
  public constructor(
    resource: StateResource,
    inputs: Record<string, unknown>,
    opts: pulumi.CustomResourceOptions,
  ) {
    super(resource.type, nameOf(resource.urn), inputs, opts);
  }
}

class Component extends pulumi.ComponentResource {
  public constructor(
    resource: StateResource,
    inputs: Record<string, unknown>,
    outputs: Record<string, unknown>,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super(resource.type, nameOf(resource.urn), inputs, opts);
    this.registerOutputs(outputs);
  }
}

/** The version and the download address that lead the engine to the provider of the state. */
function providerOf(resource: StateResource, byUrn: ReadonlyMap<string, StateResource>) {
  const provider = byUrn.get(resource.provider.slice(0, resource.provider.lastIndexOf("::")));
  const version = provider?.inputs["version"];
  const internal = provider?.inputs["__internal"] as { pluginDownloadURL?: string } | undefined;
  return {
    ...(typeof version === "string" && { version }),
    ...(internal?.pluginDownloadURL !== undefined && {
      pluginDownloadURL: internal.pluginDownloadURL,
    }),
  };
}
