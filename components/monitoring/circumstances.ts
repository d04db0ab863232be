import { versionTag, type Circumstances } from "../../rollout/monitors.ts";
import type { Subject } from "./definition.ts";
import type { MonitoringArgs } from "./monitoring.ts";

/** What decides which monitors there are: the component and the gate must agree on it. */
export function circumstancesOf(
  args: Pick<MonitoringArgs, "signal" | "releases" | "checks" | "errorTracking">,
): Circumstances {
  return {
    signal: args.signal,
    twoReleases: comparedVersions(args) !== undefined,
    errorTracking: args.errorTracking ?? false,
    synthetics: args.checks !== undefined,
  };
}

/** The `version` tags of the two releases, where they are two. */
export function comparedVersions({
  signal,
  releases,
}: Pick<MonitoringArgs, "signal" | "releases">): Subject["versions"] {
  if (!releases.canary) return undefined;
  const stable = versionTag(signal, releases.stable);
  const canary = versionTag(signal, releases.canary);
  return canary === stable ? undefined : { stable, canary };
}
