import { recordOutputs } from "../components/recordOutputs.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { trafficOf, weights, type AliasedHost } from "../rollout/traffic.ts";
import type { Write } from "./fromState.ts";
import {
  aliasesOf,
  deploymentOf,
  frontsOf,
  LEGS,
  weightOf,
  type State,
  type StateResource,
} from "./state.ts";

/** A deployment for each host. */
export type Deployments = Readonly<Record<AliasedHost, string>>;

/** How long an alias may take, in seconds. */
const ALIAS_SECONDS = 12;
/** A write to Route 53 waits until its servers agree, which takes a minute. */
const WEIGHT_SECONDS = 120;

/** Each alias to a deployment. */
export function moveAliases(state: State, hosts: Deployments): Write[] {
  return aliasesOf(state).map(([host, alias]) => pointed(alias, hosts[host]));
}

/** Both weights of every public host to a share for the canary, in percent. */
export function moveWeights(state: State, percentage: number): Write[] {
  const share = weights(percentage);
  return frontsOf(state).flatMap(({ weighted }) =>
    LEGS.flatMap((leg) => {
      const resource = weighted[leg];
      if (!resource) return [];
      const inputs = { ...resource.inputs, weightedRoutingPolicies: [{ weight: share[leg] }] };
      return { resource, inputs, seconds: WEIGHT_SECONDS };
    }),
  );
}

/** The record, and what says so beside it, once what comes before it is written: it says what was reached. */
export function moveRecord(state: State, next: RolloutRecord, after: readonly Write[]): Write[] {
  const { rollout, record, stack } = state;
  if (!rollout || !record) return [];
  const written = { after, seconds: WEIGHT_SECONDS };
  const outputs = { ...rollout.outputs, ...trafficOf(next), record: next };
  const said: Write = { resource: rollout, inputs: { record: next }, outputs, ...written };
  const kept: Write = { resource: record, inputs: { input: next }, ...written, after: [said] };
  const outputsOf = { ...stack.outputs, ...recordOutputs(next) };
  return [
    said,
    kept,
    { resource: stack, inputs: {}, outputs: outputsOf, ...written, after: [kept] },
  ];
}

/** What a halt moves: the record, and what it takes off the canary; it gives the canary nothing. */
export function moveHalt(state: State, next: RolloutRecord): Write[] {
  const traffic = trafficOf(next);
  const moved = aliasesOf(state).flatMap(([host, alias]) => {
    const to = traffic[host];
    return host !== "stable" && to === traffic.stable && deploymentOf(alias) !== to
      ? [pointed(alias, to)]
      : [];
  });
  return [...moved, ...moveRecord(state, next, [])];
}

/** Whether the state has what was to be written. */
export function isReached(state: State, { resource, inputs }: Write): boolean {
  const match = state.resources.find(({ urn }) => urn === resource.urn);
  const policies = inputs["weightedRoutingPolicies"] as { weight: number }[] | undefined;
  if (policies) return match !== undefined && weightOf(match) === policies[0]?.weight;
  const kept = inputs["input"] as RolloutRecord | undefined;
  if (kept) return isSame(match?.inputs["input"] as Partial<RolloutRecord> | undefined, kept);
  const deployment = inputs["deploymentId"];
  return deployment === undefined || deploymentOf(match) === deployment;
}

/** Whether a record says the same change: no two changes of a stack begin at one time. */
function isSame(one: Partial<RolloutRecord> | undefined, other: RolloutRecord): boolean {
  return (
    one?.kind === other.kind &&
    one.enteredAt === other.enteredAt &&
    one.percentage === other.percentage
  );
}

function pointed(alias: StateResource, deployment: string): Write {
  const inputs = { ...alias.inputs, deploymentId: deployment };
  return { resource: alias, inputs, seconds: ALIAS_SECONDS };
}
