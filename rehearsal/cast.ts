import { randomBytes } from "node:crypto";
import type { App } from "./app.ts";
import type { Store } from "./clouds/index.ts";
import type { Hosts, Rehearsed } from "./rehearsed.ts";
import type { Release } from "./stackFile.ts";

/** Who plays: what the stack files name, and releases that the app's pipeline has built. */
export interface Cast {
  readonly staged: Release;
  readonly stable: Release;
  readonly canary: Release;
  /** For whoever goes on by hand. */
  readonly spare: Release;
  readonly hosts: Hosts;
}

/** Find who plays, build their releases, and tell the clouds of the deployments. */
export async function castOf(
  { releases, hosts, vercel }: Rehearsed,
  store: Store,
  app: App,
): Promise<Cast> {
  const commits = new Map<string, string>();
  const built = async (version: string, deployment: string): Promise<Release> => {
    const commit = commits.get(version) ?? (await app.release(version));
    commits.set(version, commit);
    return { version, commit, deployment };
  };
  const { staged, stable, canary } = releases;
  const next = canary?.version ?? versionAfter(stable.version);
  const cast: Cast = {
    stable: await built(stable.version, stable.deployment),
    staged: await built(staged.version, staged.deployment),
    canary: await built(next, deployment()),
    spare: await built(versionAfter(next), deployment()),
    hosts,
  };
  for (const one of [cast.stable, cast.canary, cast.spare])
    store.deployment({ project: vercel.production, id: one.deployment, ...one });
  if (cast.staged.deployment !== cast.stable.deployment)
    store.deployment({ project: vercel.staging, id: cast.staged.deployment, ...cast.staged });
  return cast;
}

function deployment(): string {
  return `dpl_${randomBytes(12).toString("hex")}`;
}

/** What comes after a version: the next minor one of three numbers, a name of its own of any other. */
export function versionAfter(version: string): string {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  return minor === undefined
    ? `${version.slice(0, 58)}.next`
    : `${major ?? ""}.${Number(minor) + 1}.0`;
}
