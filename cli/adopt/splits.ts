import { z } from "zod";
import { weightedNameOf } from "../../components/weightedName.ts";
import { nameOf, type StateResource } from "../state.ts";
import { UserError } from "../userError.ts";
import { DNS_RECORD } from "./resources.ts";
import type { PublicName } from "./publicRecord.ts";

/** The record of a public host, as the state has it. */
export interface PublicRecord {
  readonly urn: string;
  readonly id: string;
  /** As it was when it was imported, or last written. */
  readonly ttl: number;
  readonly proxied: boolean;
}

/** A public host and its split of traffic, as the state has them. */
export interface Split extends PublicName {
  readonly weighted: string;
  /** The Cloudflare zone. */
  readonly zone: string;
  readonly zoneId: string;
  /** The zone of the weighted records, and its name servers; none where it is not made yet. */
  readonly delegated: string;
  readonly nameServers: readonly string[];
  /** The canary's entry point; undefined where it is not made yet. */
  readonly entry: string | undefined;
  readonly health: { readonly path: string; readonly body: string };
  /** Undefined where the state does not have it. */
  readonly record: PublicRecord | undefined;
}

const inputs = z.object({
  host: z.string(),
  target: z.string(),
  delegated: z.string(),
  cloudflare: z.object({ zone: z.string(), zoneId: z.string() }),
  health: z.object({ path: z.string(), body: z.string() }),
});
const record = z.object({ ttl: z.number().default(1), proxied: z.boolean().default(false) });
const names = z.array(z.string()).catch([]);

/**
 * Every public host's split in a state, the first one first.
 *
 * @throws {UserError} where a first update has not come that far
 */
export function splitsIn(resources: readonly StateResource[]): Split[] {
  return resources
    .filter(({ type }) => type === "canary:index:TrafficSplit")
    .map((component) => splitOf(component, resources))
    .sort((one, other) => Number(isFurther(one)) - Number(isFurther(other)));
}

function isFurther({ record: own }: Split): boolean {
  return own !== undefined && nameOf(own.urn) !== "traffic-public";
}

function splitOf(component: StateResource, resources: readonly StateResource[]): Split {
  const name = nameOf(component.urn);
  const read = inputs.safeParse(component.inputs);
  if (!read.success)
    throw new UserError(
      `the first update has not come as far as ${name}: canary adopt goes on with it`,
      1,
    );
  const { cloudflare, ...rest } = read.data;
  const of = (type: string, named: string) =>
    resources.find((one) => one.type === type && nameOf(one.urn) === named);
  const zone = of("aws:route53/zone:Zone", name);
  const delegated = bare(zone?.outputs["name"]) ?? rest.delegated;
  return {
    ...rest,
    ...cloudflare,
    delegated,
    weighted: weightedNameOf(rest.host, cloudflare.zone, delegated),
    nameServers: names.parse(zone?.outputs["nameServers"]),
    entry: bare(
      of("aws:cloudfront/distribution:Distribution", `${name}-canary`)?.outputs["domainName"],
    ),
    record: recordIn(resources, `${name}-public`),
  };
}

/** The record of a host, by its name in the state. */
export function recordIn(
  resources: readonly StateResource[],
  name: string,
): PublicRecord | undefined {
  const match = resources.find(({ type, urn }) => type === DNS_RECORD && nameOf(urn) === name);
  if (!match) return undefined;
  const { ttl, proxied } = record.parse(match.outputs);
  return { urn: match.urn, id: match.id, ttl, proxied };
}

function bare(name: unknown): string | undefined {
  return typeof name === "string" ? name.replace(/\.$/, "") : undefined;
}
