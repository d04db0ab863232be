import { randomBytes } from "node:crypto";
import type { App } from "./app.ts";
import type { Store } from "./clouds/index.ts";
import type { Hosts, Rehearsed } from "./rehearsed.ts";
import type { Release } from "./stackFile.ts";

/** What the stack files name, and releases that the app's pipeline has built. */
export interface Fixtures {
  readonly staged: Release;
  readonly stable: Release;
  readonly canary: Release;
  /** For whoever goes on by hand. */
  readonly nextRelease: Release;
  readonly hosts: Hosts;
}

/** Make the fixtures: build the releases, and add their deployments to the clouds. */
export async function fixturesOf(
  { releases, hosts, vercel }: Rehearsed,
  store: Store,
  app: App,
): Promise<Fixtures> {
  const commits = new Map<string, string>();
  const built = async (version: string, deployment: string): Promise<Release> => {
    const commit = commits.get(version) ?? (await app.release(version));
    commits.set(version, commit);
    return { version, commit, deployment };
  };
  const { staged, stable, canary } = releases;
  const next = canary?.version ?? versionAfter(stable.version);
  const fixtures: Fixtures = {
    stable: await built(stable.version, stable.deployment),
    staged: await built(staged.version, staged.deployment),
    canary: await built(next, deployment()),
    nextRelease: await built(versionAfter(next), deployment()),
    hosts,
  };
  for (const one of [fixtures.stable, fixtures.canary, fixtures.nextRelease])
    store.deployment({ project: vercel.production, id: one.deployment, ...one });
  if (fixtures.staged.deployment !== fixtures.stable.deployment)
    store.deployment({
      project: vercel.staging,
      id: fixtures.staged.deployment,
      ...fixtures.staged,
    });
  return fixtures;
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
