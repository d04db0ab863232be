import { publicHosts } from "../../config/hosts.ts";
import { isUnreadable } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import { trafficOf } from "../../rollout/traffic.ts";
import { stackPolicy, type DeclaredStack } from "../lib/policy.ts";
import { ofType, textOf } from "../lib/resources.ts";

export default stackPolicy({
  name: "releases",
  level: "mandatory",
  severity: "critical",
  description:
    "Each release names a commit and a deployment, and each host serves the one that it should.",
  remediation: "Name releases as the app's pipeline built them; leave the aliases to the program.",
  judge: (stack) => [
    ...named(stack).flatMap(faultsOf),
    ...Object.entries(served(stack)).flatMap(([host, deployment]) => {
      const aliases = ofType(stack.resources, "vercel:index/alias:Alias").filter(
        (alias) => textOf(alias, "alias") === host,
      );
      if (aliases.length !== 1) return [`${host} has ${aliases.length} aliases, not 1`];
      return aliases
        .map((alias) => textOf(alias, "deploymentId"))
        .filter((points) => points !== deployment)
        .map((points) => `${host} points at ${points}, and ${deployment} was requested`);
    }),
  ],
});

function named({ config, record }: DeclaredStack): readonly Release[] {
  if (config.environment === "staging") return [config.release];
  return record === undefined || isUnreadable(record) ? [] : [record.stable, record.canary];
}

function faultsOf({ version, commit, deployment }: Release): string[] {
  return [
    ...(/^[0-9a-f]{40}$/.test(commit) ? [] : [`the commit of ${version} is not 40 hex digits`]),
    ...(/^dpl_\w+$/.test(deployment) ? [] : [`the deployment of ${version} is none of Vercel's`]),
  ];
}

/** What each host serves. */
function served({ config, record }: DeclaredStack): Readonly<Record<string, string>> {
  if (config.environment === "staging") return { [config.host]: config.release.deployment };
  if (record === undefined || isUnreadable(record)) return {};
  const { stable, origin, canaryHost } = trafficOf(record);
  return Object.fromEntries(
    publicHosts(config.hosts).flatMap((host) => [
      [host.public, stable],
      [host.canary, origin],
      [host.prepared, canaryHost],
    ]),
  );
}
