import { HealthCheck } from "@pulumi/aws/route53/healthCheck.js";
import { Record } from "@pulumi/aws/route53/record.js";
import { Zone } from "@pulumi/aws/route53/zone.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import * as pulumi from "@pulumi/pulumi";
import type { Health } from "../rollout/health.ts";
import { weights, type TrafficSetting } from "../rollout/traffic.ts";
import { entryPoint } from "./entryPoint.ts";
import { oneStageHook } from "./oneStageHook.ts";
import { splitOf } from "./trafficSettings.ts";
import { WEIGHTED_TTL, weightedNameOf } from "./weightedName.ts";

/** Route 53 gives every public zone four name servers. */
const NAME_SERVERS = [0, 1, 2, 3] as const;

export interface TrafficSplitArgs {
  /** The host that visitors request, e.g. `www.example.com`. */
  readonly host: string;
  /** The origin of the canary's leg at Vercel, e.g. `canary-origin.example.com`. */
  readonly origin: string;
  /** The Cloudflare zone of the hosts. */
  readonly cloudflare: { readonly zone: string; readonly zoneId: string };
  /** The zone of the weighted records, inside the Cloudflare zone and for no other host: `rollout.www.example.com`. */
  readonly delegated: string;
  /** Vercel's DNS name for the public host, e.g. `cname.vercel-dns.com`. */
  readonly target: string;
  /** How the app says that it is well. */
  readonly health: Pick<Health, "path" | "body">;
  /** The certificate of `host`, issued, in us-east-1. */
  readonly certificateArn: pulumi.Input<string>;
  /** The canary's share of traffic, 0 to 100. */
  readonly percentage: pulumi.Output<number>;
  /**
   * Hooks on the weighted records, which route traffic. Default: the canary's share increases by one stage
   * of the checklist's plan at a time, and is lowered at will. Soak, evidence and the gate are a rollout's.
   */
  readonly holdBack?: pulumi.ResourceHookBinding | undefined;
}

/**
 * How visitors are split between stable and canary: two weighted Route 53 records in a zone of their own
 * that Cloudflare delegates, stable to Vercel natively and canary to CloudFront. Both serve the public
 * host's name, so that visitors get one site whichever DNS answer they have.
 */
export class TrafficSplit extends pulumi.ComponentResource {
  /** The name that answers by weight, e.g. `www.rollout.www.example.com`. */
  public readonly weightedName: string;
  /** Both weights as they were written, which a targeted update may have left behind. */
  public readonly weights: pulumi.Output<readonly TrafficSetting[]>;
  /** The canary's entry point, `d….cloudfront.net`. */
  public readonly canaryEntry: pulumi.Output<string>;

  public constructor(name: string, args: TrafficSplitArgs, opts?: pulumi.ComponentResourceOptions) {
    const { percentage, holdBack = oneStageHook(name), certificateArn, ...constant } = args;
    // Without the percentage: a component's args are its inputs in the state, and it would be one
    // more changed resource in every advance.
    super("canary:index:TrafficSplit", name, constant, { protect: true, ...opts });
    const inside = { parent: this };
    const { zone, zoneId } = args.cloudflare;
    const { delegated } = args;
    this.weightedName = weightedNameOf(args.host, zone, delegated);

    const split = new Zone(name, { name: delegated, comment: `traffic of ${args.host}` }, inside);
    const delegation = NAME_SERVERS.map(
      (index) =>
        new DnsRecord(
          `${name}-ns-${index}`,
          {
            zoneId,
            name: delegated,
            type: "NS",
            content: split.nameServers.apply((servers) => servers[index] ?? ""),
            ttl: 3600,
          },
          inside,
        ),
    );

    const distribution = entryPoint(`${name}-canary`, { ...args, certificateArn }, inside);
    this.canaryEntry = distribution.domainName;
    const health = new HealthCheck(
      `${name}-canary`,
      healthArgs(this.canaryEntry, args.health, args.host),
      inside,
    );

    const weighted = (
      leg: "stable" | "canary",
      to: pulumi.Input<string>,
      healthCheckId?: pulumi.Input<string>,
    ) =>
      new Record(
        `${name}-${leg}`,
        {
          zoneId: split.zoneId,
          name: this.weightedName,
          type: "CNAME",
          ttl: WEIGHTED_TTL,
          records: [to],
          setIdentifier: leg,
          weightedRoutingPolicies: [{ weight: percentage.apply((share) => weights(share)[leg]) }],
          ...(healthCheckId !== undefined && { healthCheckId }),
        },
        { parent: this, hooks: holdBack },
      );
    // Stable has no health check, so Route 53 always holds it healthy: it is what a failing canary
    // falls back to, and a short failure of it can never send everyone to the canary.
    const stable = weighted("stable", args.target);
    const canary = weighted("canary", this.canaryEntry, health.id);
    this.weights = pulumi
      .all([stable, canary].map((one) => [one.setIdentifier, one.weightedRoutingPolicies] as const))
      .apply((records) =>
        records.map(([of = "", policies]): TrafficSetting => ({
          kind: "weight",
          ...splitOf(`${name}-${of}`),
          of,
          value: policies?.[0]?.weight,
        })),
      );

    // The public name waits for all that it points at, so that no resolver caches an NXDOMAIN.
    new DnsRecord(
      `${name}-public`,
      {
        zoneId,
        name: args.host,
        type: "CNAME",
        content: this.weightedName,
        ttl: 300,
        // Proxied or flattened, Cloudflare would resolve the weighted name itself, and whole regions
        // of visitors would change sides together.
        proxied: false,
        settings: { flattenCname: false },
      },
      { parent: this, dependsOn: [stable, canary, ...delegation] },
    );
    this.registerOutputs({ weightedName: this.weightedName, canaryEntry: this.canaryEntry });
  }
}

/** Healthy is said by status, not by version: a version would fail after a roll back. */
function healthArgs(
  entry: pulumi.Output<string>,
  health: TrafficSplitArgs["health"],
  host: string,
) {
  return {
    type: "HTTPS_STR_MATCH",
    fqdn: entry,
    port: 443,
    enableSni: true,
    resourcePath: health.path,
    searchString: health.body,
    requestInterval: 10,
    failureThreshold: 3,
    tags: { Name: `canary of ${host}` },
  };
}
