import { ALIAS, aliasOf, partOf, WEIGHTED_RECORD } from "../components/trafficSettings.ts";
import { ALIASED, type AliasedHost } from "../rollout/traffic.ts";
import {
  frontsOf,
  HOSTS,
  LEGS,
  nameOf,
  type FrontState,
  type Leg,
  type State,
  type StateResource,
} from "./state.ts";

/**
 * The state with what it lacks of the rollout, made from what stands beside it: a refresh takes out of
 * the state what somebody deleted in a console. What cannot be made stays absent.
 */
export function completed(state: State): State {
  const rollout = state.rollout ?? resourceOf(state.stack, "canary:index:Rollout", "rollout", {});
  return {
    ...state,
    rollout,
    ...completedFront(state, state),
    others: state.others.map((front) => completedFront(state, front)),
  };
}

function completedFront(state: State, front: FrontState): FrontState {
  const { name, weighted, aliases } = front;
  return {
    name,
    weighted: filled(LEGS, weighted, (leg) => weightedRecord(state, front, leg)),
    aliases: filled(HOSTS, aliases, (host) => alias(state, front, host)),
  };
}

/** What is absent, in words. A stack from before the canary host had a domain of its own lacks nothing. */
export function absentIn(state: State): string[] {
  return frontsOf(state).flatMap((front) => {
    const { name, weighted, aliases } = front;
    const isDue = (host: AliasedHost) =>
      host !== "canaryHost" || domainOf(state, front, host) !== undefined;
    const of = name === undefined ? "" : ` of ${name}`;
    return [
      ...LEGS.filter((leg) => !weighted[leg]).map((leg) => `the weighted record "${leg}"${of}`),
      ...HOSTS.filter((host) => !aliases[host] && isDue(host)).map(
        (host) => `the alias of the ${ALIASED[host]}${of}`,
      ),
    ];
  });
}

function filled<K extends string>(
  keys: readonly K[],
  present: Readonly<Partial<Record<K, StateResource>>>,
  make: (key: K) => StateResource | undefined,
): Partial<Record<K, StateResource>> {
  const all: Partial<Record<K, StateResource>> = { ...present };
  for (const key of keys) all[key] ??= make(key);
  return all;
}

/** One leg's record as the other has it, but for where it leads. */
function weightedRecord(
  { resources }: State,
  { name, weighted }: FrontState,
  leg: Leg,
): StateResource | undefined {
  const other = weighted[leg === "stable" ? "canary" : "stable"];
  const called = partOf("traffic", name);
  const find = (wanted: string, named: string) =>
    resources.find(({ type, urn }) => type === wanted && nameOf(urn) === named);
  const split = find("canary:index:TrafficSplit", called);
  const check = find("aws:route53/healthCheck:HealthCheck", `${called}-canary`);
  const leads = leg === "stable" ? split?.inputs["target"] : split?.outputs["canaryEntry"];
  if (!other || !split || typeof leads !== "string") return undefined;
  const inputs = {
    ...other.inputs,
    setIdentifier: leg,
    records: [leads],
    healthCheckId: leg === "canary" ? check?.id : undefined,
    // It may be there all the same: somebody may have taken it out of the state alone.
    allowOverwrite: true,
  };
  return {
    ...resourceOf(split, WEIGHTED_RECORD, `${nameOf(split.urn)}-${leg}`, inputs),
    ...via(other),
  };
}

/** A host's alias, from its domain at Vercel. */
function alias(state: State, front: FrontState, host: AliasedHost): StateResource | undefined {
  const domain = domainOf(state, front, host);
  const parent = state.resources.find(({ urn }) => urn === domain?.parent);
  if (!domain || !parent) return undefined;
  const { domain: name, teamId } = domain.inputs;
  const inputs = { alias: name, ...(teamId !== undefined && { teamId }) };
  return { ...resourceOf(parent, ALIAS, nameOf(domain.urn), inputs), ...via(domain) };
}

/** An alias and its domain have the same name. */
function domainOf(
  { resources }: State,
  { name }: FrontState,
  host: AliasedHost,
): StateResource | undefined {
  return resources.find(({ type, urn }) => {
    const alias = aliasOf(urn);
    return (
      type === "vercel:index/projectDomain:ProjectDomain" &&
      alias.of === ALIASED[host] &&
      alias.host === name
    );
  });
}

function via({ provider, protect }: StateResource) {
  return { provider, protect, custom: true };
}

/** A resource that the state does not hold, as part of one that it does. */
function resourceOf(
  parent: StateResource,
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): StateResource {
  // urn:pulumi:STACK::PROJECT::PARENT'S TYPE$TYPE::NAME; https://www.pulumi.com/docs/iac/concepts/resources/names
  const [head = "", project = "", above = ""] = parent.urn.split("::");
  const path = parent.type === "pulumi:pulumi:Stack" ? type : `${above}$${type}`;
  return {
    urn: [head, project, path, name].join("::"),
    type,
    custom: false,
    id: "",
    inputs,
    outputs: {},
    parent: parent.urn,
    provider: "",
    protect: false,
    dependencies: [],
    propertyDependencies: {},
    delete: false,
    external: false,
  };
}
