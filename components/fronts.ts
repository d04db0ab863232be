import * as pulumi from "@pulumi/pulumi";
import { refuseAdded } from "../rollout/hosts.ts";
import { describeRefusal } from "../rollout/refusal.ts";
import { delegatedZone, type DelegatedZoneArgs } from "./delegatedZone.ts";
import { partOf, type WrittenResource } from "./trafficSettings.ts";

/** A public host, and the names that its rollout takes. */
export interface PublicHost {
  /** What visitors request. */
  readonly public: string;
  /** The origin of the canary's leg. */
  readonly canary: string;
  /** The canary host, where a prepared release is tested. */
  readonly prepared: string;
  /** The zone of the weighted records. A stack that has one keeps it, whatever this says. */
  readonly delegated: string;
}

/** All public hosts of a stack: one, and further ones by a name for each. */
export interface PublicHosts extends PublicHost {
  readonly others: Readonly<Record<string, PublicHost>>;
}

/** A front for visitors: a public host with a split of its own. */
export interface Front extends PublicHost {
  /** What a further host is called in config; absent for the first one. */
  readonly name?: string | undefined;
  /** The name of its split. */
  readonly split: string;
  /** The name of its certificate. */
  readonly certificate: string;
  /** What the names of its roles at Vercel begin with. */
  readonly prefix: string;
}

export interface FrontsArgs extends Pick<
  DelegatedZoneArgs,
  "resources" | "isGoingBack" | "delegation"
> {
  readonly hosts: PublicHosts;
  /** Whether nothing was rolled out here yet. */
  readonly isFirst: boolean;
  /** The canary's share that the update leads to, in percent. */
  readonly percentage: number;
}

/**
 * The public hosts' fronts that an update declares, the first one first. A new one is not added when
 * going back, which would wait for it.
 *
 * To be awaited before anything is registered, or an update would be stopped half way.
 *
 * @throws where one would be added while a canary takes traffic, or its zone is somebody else's
 */
export async function frontsFor(args: FrontsArgs): Promise<readonly Front[]> {
  const { hosts, resources, isFirst, isGoingBack, percentage } = args;
  const fronts = frontsOf(hosts);
  const added = isFirst ? [] : fronts.filter((front) => isNew(front, resources));
  const names = added.map(({ name = "" }) => name);
  const refusals = isGoingBack ? [] : refuseAdded({ added: names, percentage });
  if (refusals.length > 0) throw new pulumi.RunError(refusals.map(describeRefusal).join("\n"));
  const isLeftOut = isGoingBack && added.length > 0;
  if (isLeftOut)
    void pulumi.log.warn(`${names.join(", ")}: added by the next update, not while going back`);
  return Promise.all(
    fronts
      .filter((front) => !isLeftOut || !added.includes(front))
      .map(async (front) => ({
        ...front,
        delegated: await delegatedZone({ ...args, named: front.delegated, split: front.split }),
      })),
  );
}

/** Every front. The first one's resources have the names of those of a stack with no other. */
function frontsOf({ others, ...first }: PublicHosts): readonly Front[] {
  const front = (host: PublicHost, name?: string): Front => ({
    ...host,
    name,
    split: partOf("traffic", name),
    certificate: partOf("canary", name),
    prefix: name === undefined ? "" : `${name}-`,
  });
  return [front(first), ...Object.entries(others).map(([name, host]) => front(host, name))];
}

/** Whether a further public host is not in a stack's state yet, not even a part of it. */
function isNew(front: Front, resources: readonly WrittenResource[]): boolean {
  const { name, prefix, split, certificate } = front;
  if (name === undefined) return false;
  const roles = ["public", "canary", "canary-host"].map((role) => `production-${prefix}${role}`);
  const own = [split, certificate, ...roles].map((one) => `::${one}`);
  return !resources.some(({ urn }) => own.some((one) => urn.endsWith(one)));
}
