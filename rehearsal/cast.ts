import { randomBytes } from "node:crypto";
import type { Store } from "./clouds/index.ts";
import type { Ground, StackName } from "./ground.ts";
import { named, type Release } from "./stackFile.ts";
import type { Cast } from "./step.ts";

/** Find who plays, and tell the clouds of the deployments that the app's pipeline has built. */
export async function castOf(ground: Ground, store: Store): Promise<Cast> {
  const releases = await named<{ stable: Release }>(ground, "production", "releases");
  const hosts = await named<{ public: string; canary: string }>(ground, "production", "hosts");
  const cast: Cast = {
    staged: await named(ground, "staging", "release"),
    first: releases.stable,
    good: built("1.5.0"),
    bad: built("1.6.0"),
    regretted: built("1.7.0"),
    alerting: built("1.7.1"),
    silent: built("1.7.2"),
    spare: built("1.8.0"),
    hosts: { staging: await named(ground, "staging", "host"), ...hosts },
  };
  const { staged, first, good, bad, regretted, alerting, silent, spare } = cast;
  await tell(ground, store, "staging", [staged]);
  await tell(ground, store, "production", [first, good, bad, regretted, alerting, silent, spare]);
  return cast;
}

async function tell(ground: Ground, store: Store, stack: StackName, releases: readonly Release[]) {
  const { project } = await named<{ project: string }>(ground, stack, "vercel");
  for (const { deployment: id, version, commit } of releases) {
    store.deployment({ project, id, version, commit });
  }
}

function built(version: string): Release {
  return {
    version,
    commit: randomBytes(20).toString("hex"),
    deployment: `dpl_${randomBytes(12).toString("hex")}`,
  };
}
