import type { Circumstances, Lacking } from "./monitors.ts";
import { versionTag, type Signal } from "./tags.ts";
import type { Release } from "./release.ts";

/** What a stack says of its monitoring, as far as it decides which monitors there are. */
export interface Watching {
  readonly signal: Signal;
  /** The releases, as Datadog distinguishes them. */
  readonly releases: {
    readonly stable: Pick<Release, "version" | "deployment">;
    readonly canary?: Pick<Release, "version" | "deployment"> | undefined;
  };
  readonly lacking: Lacking;
  /** The further public hosts by their names; none where absent. */
  readonly others?: Readonly<Record<string, unknown>> | undefined;
}

/** What decides which monitors there are: the component, the gate and the policies must agree on it. */
export function circumstancesOf(watching: Watching): Circumstances {
  return {
    signal: watching.signal,
    twoReleases: comparedVersions(watching) !== undefined,
    lacking: watching.lacking,
    others: Object.keys(watching.others ?? {}),
  };
}

/** The `version` tags of the two releases, where they are two. */
export function comparedVersions({
  signal,
  releases,
}: Pick<Watching, "signal" | "releases">): { stable: string; canary: string } | undefined {
  if (!releases.canary) return undefined;
  const stable = versionTag(signal, releases.stable);
  const canary = versionTag(signal, releases.canary);
  return canary === stable ? undefined : { stable, canary };
}
