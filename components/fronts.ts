import { partOf } from "./trafficSettings.ts";

/** A public host, and the names that its rollout takes. */
export interface PublicHost {
  /** What visitors ask for. */
  readonly public: string;
  /** The origin of the canary's leg. */
  readonly canary: string;
  /** The canary host, where a prepared release is looked at and tested. */
  readonly prepared: string;
  /** The zone of the weighted records. A stack that has one keeps it, whatever this says. */
  readonly delegated: string;
}

/** All public hosts of a stack: one, and further ones by a name for each. */
export interface PublicHosts extends PublicHost {
  readonly others: Readonly<Record<string, PublicHost>>;
}

/** A way in for visitors: a public host with a split of its own. */
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

/** Every way in, the first one first. Its resources are called as those of a stack that has no other. */
export function frontsOf({ others, ...first }: PublicHosts): readonly [Front, ...Front[]] {
  const front = (host: PublicHost, name?: string): Front => ({
    ...host,
    name,
    split: partOf("traffic", name),
    certificate: partOf("canary", name),
    prefix: name === undefined ? "" : `${name}-`,
  });
  return [front(first), ...Object.entries(others).map(([name, host]) => front(host, name))];
}
