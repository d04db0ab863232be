import * as pulumi from "@pulumi/pulumi";
import type { ClientShares } from "../rollout/clients.ts";
import type { RolloutRecord, UnreadableRecord } from "../rollout/record.ts";
import { trafficOf } from "../rollout/traffic.ts";

/** What a rollout is given: the record as it will be, and nothing else. */
export interface RolloutArgs {
  /**
   * The record as it will be once this change is applied. One that could not be read is kept as it
   * was found: then the aliases have no say.
   */
  readonly record: RolloutRecord | UnreadableRecord;
  /** The version of the program that declares it, which says later what an upgrade changes. */
  readonly version: string;
  /** The canary's share beside a record that could not be read, in percent: never more than it has. */
  readonly percentage: number;
  /** What clients the site has, for a roll back, which reads no config. */
  readonly clients: ClientShares;
}

/**
 * A rollout: who is stable, who is the canary, and how much traffic it takes.
 *
 * The weights and aliases take their values from this component's outputs, so that a hook that
 * refuses the component also holds back every resource that routes traffic: `dependsOn` would not do,
 * since a component in it stands for its custom children alone.
 */
export class Rollout extends pulumi.ComponentResource {
  /** The canary's share of traffic, 0 to 100. */
  public readonly percentage: pulumi.Output<number>;
  /** The deployment that the public host serves. */
  public readonly stable: pulumi.Output<string>;
  /** The deployment that the origin of the canary's leg serves. */
  public readonly origin: pulumi.Output<string>;
  /** The deployment that the canary host serves. */
  public readonly canaryHost: pulumi.Output<string>;

  public constructor(name: string, args: RolloutArgs, opts?: pulumi.ComponentResourceOptions) {
    const { record, percentage, version, clients } = args;
    const unreadable = "unreadable" in record;
    const kept = unreadable ? record.raw : record;
    // The stack's outputs have what a person reads of it: https://www.pulumi.com/docs/concepts/options/hidediffs
    super("canary:index:Rollout", name, { record: kept }, { ...opts, hideDiffs: ["record"] });
    const traffic = unreadable
      ? { percentage, stable: "", origin: "", canaryHost: "" }
      : trafficOf(record);
    this.percentage = this.urn.apply(() => traffic.percentage);
    this.stable = this.urn.apply(() => traffic.stable);
    this.origin = this.urn.apply(() => traffic.origin);
    this.canaryHost = this.urn.apply(() => traffic.canaryHost);
    this.registerOutputs({
      percentage: this.percentage,
      stable: this.stable,
      origin: this.origin,
      canaryHost: this.canaryHost,
      // For policies, which judge a whole stack by its outputs.
      record: kept,
      version,
      clients,
    });
  }
}
