import * as pulumi from "@pulumi/pulumi";
import { refuseDelegation } from "../rollout/delegation.ts";
import { describeRefusal } from "../rollout/refusal.ts";
import type { WrittenResource } from "./trafficSettings.ts";

export interface DelegatedZoneArgs {
  /** The zone that config names for the weighted records, e.g. `rollout.www.example.com`. */
  readonly named: string;
  /** The name of the split whose weighted records they are, e.g. `traffic`. */
  readonly split: string;
  /** What the last update wrote. */
  readonly resources: readonly WrittenResource[];
  /** Whether the update is one that nothing may refuse. */
  readonly isGoingBack: boolean;
  /**
   * The name servers that a name is delegated to now; empty where it is not, or where that is unknown.
   * Called before a name is delegated. Never rejects, and ends by itself.
   */
  readonly delegation: (name: string) => Promise<readonly string[]>;
}

/**
 * The zone that Cloudflare is to delegate for the weighted records of a split. One that the state has
 * stays, whatever config says: another would take the name away that resolvers have just been given.
 *
 * To be awaited before anything is registered, or an update would be stopped half way.
 *
 * @throws where it is delegated to somebody else's name servers
 */
export async function delegatedZone(args: DelegatedZoneArgs): Promise<string> {
  const { named, split, resources, isGoingBack, delegation } = args;
  const written = resources.find(
    ({ type, urn }) => type === "aws:route53/zone:Zone" && urn.endsWith(`::${split}`),
  );
  const kept = text(written?.outputs["name"]);
  const name = kept ?? named;
  if (name !== named)
    void pulumi.log.warn(
      `the weighted records stay in ${name}, where they are: hosts.delegated is to say so, and says ${named}`,
    );
  const isDelegated = resources.some(({ urn }) => urn.endsWith(`DnsRecord::${split}-ns-0`));
  if (isDelegated || isGoingBack) return name;
  const { nameServers } = written?.outputs ?? {};
  const own = Array.isArray(nameServers) ? nameServers.map(String) : [];
  const refusals = refuseDelegation({ name, own, to: await delegation(name) });
  if (refusals.length > 0) throw new pulumi.RunError(refusals.map(describeRefusal).join("\n"));
  return name;
}

/** Route 53 may end a name with a dot. */
function text(name: unknown): string | undefined {
  return typeof name === "string" ? name.replace(/\.$/, "") : undefined;
}
