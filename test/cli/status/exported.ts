import type { RolloutRecord } from "../../../rollout/record.ts";
import { trafficOf, weights } from "../../../rollout/traffic.ts";
import { rolling } from "../../rollout/build.ts";

const PROJECT = "urn:pulumi:production::canary::";

/** What the traffic settings are where they are not as at 25 %. */
interface Settings {
  readonly stable?: number;
  readonly canary?: number;
  readonly host?: string;
  /** The record that they are as. */
  readonly as?: RolloutRecord;
}

/** A stack as it is exported, with weights and hosts as a record has them, changed in parts. */
export function exportedOf(
  record: unknown,
  { stable, canary, host, as = rolling(25) }: Settings = {},
  over: { readonly without?: string; readonly pending?: readonly string[] } = {},
) {
  const traffic = trafficOf(as);
  const share = weights(as.percentage);
  const alias = (role: string, name: string, deploymentId: string) => ({
    urn: `${PROJECT}vercel:index/alias:Alias::production-${role}`,
    type: "vercel:index/alias:Alias",
    outputs: { alias: name, deploymentId },
  });
  const weighted = (leg: string, weight: number) => ({
    urn: `${PROJECT}aws:route53/record:Record::traffic-${leg}`,
    type: "aws:route53/record:Record",
    inputs: { setIdentifier: leg },
    outputs: { setIdentifier: leg, weightedRoutingPolicies: [{ weight }] },
  });
  const resources = [
    { urn: `${PROJECT}pulumi:pulumi:Stack::canary-production`, type: "pulumi:pulumi:Stack" },
    { urn: `${PROJECT}canary:index:Rollout::rollout`, type: "canary:index:Rollout" },
    alias("public", "www.example.com", traffic.stable),
    alias("canary", "canary-origin.example.com", host ?? traffic.origin),
    alias("canary-host", "canary.example.com", traffic.canaryHost),
    weighted("stable", stable ?? share.stable),
    weighted("canary", canary ?? share.canary),
    {
      urn: `${PROJECT}pulumi:index:Stash::record`,
      type: "pulumi:index:Stash",
      inputs: { input: record },
    },
  ].filter(({ urn }) => over.without === undefined || !urn.endsWith(over.without));
  const operations = (over.pending ?? []).map((name) => ({
    type: "updating",
    resource: { urn: `${PROJECT}aws:route53/record:Record::${name}` },
  }));
  return { deployment: { resources, pending_operations: operations } };
}
