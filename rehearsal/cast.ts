import { randomBytes } from "node:crypto";
import type { App } from "./app.ts";
import type { Store } from "./clouds/index.ts";
import type { Ground, StackName } from "./ground.ts";
import { named, type Release } from "./stackFile.ts";

/** Who plays: what the committed stack files name, and releases that the app's pipeline has built. */
export interface Cast {
  readonly staged: Release;
  readonly stable: Release;
  readonly canary: Release;
  /** For whoever goes on by hand. */
  readonly spare: Release;
  readonly hosts: { readonly staging: string } & Hosts;
}

/** Production's hosts, as its stack file names them. */
interface Hosts {
  readonly public: string;
  readonly canary: string;
  readonly prepared: string;
}

/** Find who plays, build their releases, and tell the clouds of the deployments. */
export async function castOf(ground: Ground, store: Store, app: App): Promise<Cast> {
  const built = async (version: string): Promise<Release> => ({
    version,
    commit: await app.release(version),
    deployment: `dpl_${randomBytes(12).toString("hex")}`,
  });
  const releases = await named<{ stable: Release }>(ground, "production", "releases");
  const hosts = await named<Hosts>(ground, "production", "hosts");
  const cast: Cast = {
    staged: await named(ground, "staging", "release"),
    stable: releases.stable,
    canary: await built("1.5.0"),
    spare: await built("1.6.0"),
    hosts: { staging: await named(ground, "staging", "host"), ...hosts },
  };
  await tell(ground, store, "staging", [cast.staged]);
  await tell(ground, store, "production", [cast.stable, cast.canary, cast.spare]);
  return cast;
}

async function tell(ground: Ground, store: Store, stack: StackName, releases: readonly Release[]) {
  const { project } = await named<{ project: string }>(ground, stack, "vercel");
  for (const { deployment: id, version, commit } of releases) {
    store.deployment({ project, id, version, commit });
  }
}
