import type { RolloutRecord } from "../rollout/record.ts";
import { trafficOf, weights } from "../rollout/traffic.ts";
import type { Change, FromState } from "./fromState.ts";
import { deploymentOf, type State, type StateResource } from "./state.ts";

/** Each alias to a deployment. */
export function moveAliases(
  state: State,
  hosts: { readonly stable: string; readonly canary: string },
): FromState {
  const { stable, canary } = state.aliases;
  return {
    state,
    targets: [stable, canary],
    changes: new Map([
      [stable.urn, { inputs: { ...stable.inputs, deploymentId: hosts.stable } }],
      [canary.urn, { inputs: { ...canary.inputs, deploymentId: hosts.canary } }],
    ]),
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

/** The record alone, with the canary host's alias where the record moves it. */
export function moveRecord(state: State, next: RolloutRecord): FromState {
  const alias = state.aliases.canary;
  const { canaryHost } = trafficOf(next);
  const moves = deploymentOf(alias) !== canaryHost;
  return withRecord(
    {
      state,
      targets: moves ? [alias] : [],
      changes: new Map(
        moves ? [[alias.urn, { inputs: { ...alias.inputs, deploymentId: canaryHost } }]] : [],
      ),
    },
    next,
  );
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
