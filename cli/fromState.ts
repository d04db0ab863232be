import type { Monitor, Registered } from "./engine/monitor.ts";
import { isSecret, nameOf, SECRET, type State, type StateResource } from "./state.ts";

/** A resource to write, from the state alone: whatever the checkout holds has no say in it. */
export interface Write {
  readonly resource: StateResource;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** A component's outputs; those of any other resource are its provider's. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** What must be written before; where one of them is not, nor is this. */
  readonly after?: readonly Write[];
  /** How long it may take, in seconds. */
  readonly seconds: number;
}

/**
 * What the engine must target. A component above a write is written too where it waits for others,
 * since the engine would have it wait for all of them first: an alias that hangs would hold the weights up.
 */
export function targetsOf(state: State, writes: readonly Write[]): string[] {
  // Not the stack, or the engine would take all of it for written.
  const written = writes
    .map(({ resource }) => resource)
    .filter(({ urn }) => urn !== state.stack.urn);
  const above = parentsOf(state, written).filter(({ dependencies }) => dependencies.length > 0);
  return [...written, ...above].map(({ urn }) => urn);
}

/**
 * Register writes side by side, none waiting for another's cloud, and then what depends on them, as the
 * state has it: the engine takes for deleted what depends on a target and is not registered. It copies the
 * rest of the state by itself. Of their dependencies those are left out that lead to another write or to
 * another cloud, which would hold them up where it hangs; the next `pulumi up` restores them. The others
 * stay: without them a `destroy` would delete a zone before its records.
 *
 * @param settled called for each write once it is written, or has failed
 * @throws where what depends on a write cannot be registered
 */
export async function register(
  monitor: Monitor,
  state: State,
  writes: readonly Write[],
  settled: (write: Write, isWritten: boolean) => void,
): Promise<void> {
  const byUrn = new Map(state.resources.map((resource) => [resource.urn, resource]));
  const written = new Set(writes.map(({ resource }) => resource.urn));
  /** Whether nothing of it leads to a write, or to another cloud: neither can hold up what depends on it. */
  const isStill = (urn: string, provider: string): boolean => {
    const resource = byUrn.get(urn);
    return (
      resource?.provider === provider &&
      !written.has(urn) &&
      resource.dependencies.every((one) => isStill(one, provider))
    );
  };
  const existing = new Map<string, Promise<Registered>>();
  const once = (resource: StateResource, inputs: Write["inputs"]): Promise<Registered> => {
    const match = existing.get(resource.urn);
    if (match) return match;
    const registered = registerOne(resource, inputs);
    // A failure reaches whoever awaits it; there may be nobody.
    registered.catch(() => undefined);
    existing.set(resource.urn, registered);
    return registered;
  };
  const registerOne = async (resource: StateResource, inputs: Write["inputs"]) => {
    const { urn, type, custom, parent, protect, provider } = resource;
    const still = (urns: readonly string[] | null) =>
      custom ? (urns ?? []).filter((one) => isStill(one, provider)) : [];
    const dependencies = still(resource.dependencies);
    const above = byUrn.get(parent);
    if (above) await once(above, above.inputs);
    for (const one of dependencies.flatMap((urn) => byUrn.get(urn) ?? []))
      await once(one, one.inputs);
    const providing = byUrn.get(provider.slice(0, provider.lastIndexOf("::")));
    const from =
      providing && !isBuiltIn(providing) ? await once(providing, providing.inputs) : undefined;
    return monitor.register({
      ...{ type, custom, parent, protect, name: nameOf(urn), inputs: sealed(inputs) },
      provider: from ? `${from.urn}::${from.id}` : "",
      dependencies,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, still(urns)]),
      ),
    });
  };

  const ended = new Map<Write, Promise<boolean>>();
  for (const write of writes) {
    const before = (write.after ?? []).map((one) => ended.get(one) ?? Promise.resolve(false));
    const apply = async () => {
      if (!(await Promise.all(before)).every(Boolean)) return false;
      const { resource, inputs, outputs } = write;
      await once(resource, inputs);
      if (outputs) await monitor.setOutputs(resource.urn, sealed(outputs));
      return true;
    };
    const result = apply().catch(() => false);
    ended.set(write, result);
    void result.then((isWritten) => {
      settled(write, isWritten);
    });
  }
  await Promise.all(ended.values());
  for (const resource of dependentsOf(state, targetsOf(state, writes)))
    await once(resource, resource.inputs);
}

/** The engine's own provider, which it registers itself. */
function isBuiltIn({ type }: StateResource): boolean {
  return type === "pulumi:providers:pulumi";
}

/** The components that resources are part of, outermost first; not the stack. */
function parentsOf(state: State, resources: readonly StateResource[]): StateResource[] {
  const parents = new Set(resources.map(({ parent }) => parent));
  const matches = state.resources.filter(
    ({ urn, type }) => parents.has(urn) && type !== "pulumi:pulumi:Stack",
  );
  return matches.length === 0 ? [] : [...parentsOf(state, matches), ...matches];
}

/** What depends on some resources or is part of them, directly or not, in the state's order. */
function dependentsOf({ resources }: State, urns: readonly string[]): StateResource[] {
  const reached = new Set(urns);
  const result: StateResource[] = [];
  for (const resource of resources) {
    const { urn, parent, dependencies, propertyDependencies } = resource;
    const on = [parent, ...dependencies, ...Object.values(propertyDependencies).flat()];
    if (!on.some((one) => one !== null && reached.has(one))) continue;
    reached.add(urn);
    result.push(resource);
  }
  return result;
}

/** What marks a value as a secret: https://www.pulumi.com/docs/iac/concepts/secrets */
const SEALED = { [SECRET]: "1b47061264138c4ac30d75fd1eb44270" };

/** Properties of an exported state, with each secret in them as it is sent to the engine. */
function sealed(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, seal(value)]));
}

function seal(value: unknown): unknown {
  if (isSecret(value)) return { ...SEALED, value: JSON.parse(value.plaintext) as unknown };
  if (Array.isArray(value)) return value.map(seal);
  return typeof value === "object" && value !== null
    ? sealed(value as Record<string, unknown>)
    : value;
}
