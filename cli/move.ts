import type { RolloutRecord } from "../rollout/record.ts";
import { trafficOf, weights } from "../rollout/traffic.ts";
import type { Change, FromState } from "./fromState.ts";
import {
  aliasesOf,
  deploymentOf,
  type AliasedHost,
  type State,
  type StateResource,
} from "./state.ts";

/** A deployment for each host. */
export type Deployments = Readonly<Record<AliasedHost, string>>;

/** Each alias to a deployment. */
export function moveAliases(state: State, hosts: Deployments): FromState {
  const moves = aliasesOf(state).map(([host, alias]) => ({ alias, to: hosts[host] }));
  return pointed(state, moves);
}

function pointed(
  state: State,
  moves: readonly { readonly alias: StateResource; readonly to: string }[],
): FromState {
  return {
    state,
    targets: moves.map(({ alias }) => alias),
    changes: new Map(
      moves.map(({ alias, to }) => [alias.urn, { inputs: { ...alias.inputs, deploymentId: to } }]),
    ),
  };
}

/** Both weights to a share for the canary, and the record where there is one to write. */
export function moveWeights(
  state: State,
  percentage: number,
  next: RolloutRecord | undefined,
): FromState {
  const { stable, canary } = state.weighted;
  const share = weights(percentage);
  const changes = new Map<string, Change>([
    [stable.urn, weighted(stable, share.stable)],
    [canary.urn, weighted(canary, share.canary)],
  ]);
  const targets = [stable, canary];
  return withRecord({ state, targets, changes }, next);
}

/** The record alone, with what it takes off the canary: a halt gives the canary nothing. */
export function moveRecord(state: State, next: RolloutRecord): FromState {
  const traffic = trafficOf(next);
  const moves = aliasesOf(state)
    .map(([host, alias]) => ({ host, alias, to: traffic[host] }))
    .filter(
      ({ host, alias, to }) =>
        host !== "stable" && to === traffic.stable && deploymentOf(alias) !== to,
    );
  return withRecord(pointed(state, moves), next);
}

function withRecord(what: FromState, next: RolloutRecord | undefined): FromState {
  const { rollout, record } = what.state;
  if (!next || !record) return what;
  return {
    ...what,
    targets: [...what.targets, rollout, record],
    changes: new Map([
      ...what.changes,
      [rollout.urn, { inputs: { record: next }, outputs: { ...trafficOf(next) } }],
      [record.urn, { inputs: { input: next } }],
    ]),
  };
}

function weighted(record: StateResource, weight: number): Change {
  return { inputs: { ...record.inputs, weightedRoutingPolicies: [{ weight }] } };
}
