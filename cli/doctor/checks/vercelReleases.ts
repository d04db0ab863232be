import type { Release } from "../../../rollout/release.ts";
import type { Vercel } from "../../../vendors/vercel.ts";
import { withConfig, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { TYPES, ofType } from "../inState.ts";

/** The deployments that the stack file names are there, and the stable one is what visitors get now. */
export const vercelReleases: Check = {
  id: "vercel-releases",
  title: "the deployments of the releases",
  for: ["up", "start"],
  run: withConfig(async ({ clouds, config, resources }) => {
    const { team, project: name } = config.vercel;
    const vercel = await clouds.vercel(team);
    const project = (await vercel.project(name))?.id;
    const named: readonly (readonly [string, Release])[] =
      config.environment === "staging"
        ? [["release", config.release]]
        : [
            ["releases.stable", config.releases.stable],
            ...(config.releases.canary
              ? [["releases.canary", config.releases.canary] as const]
              : []),
          ];
    const observed = await Promise.all(
      named.map(([key, release]) => deploymentFaults(vercel, key, release, project)),
    );
    const isFirst = ofType(await resources(), TYPES.alias).length === 0;
    const moved =
      isFirst && config.environment === "production"
        ? await liveFaults(vercel, config.hosts.public, config.releases.stable)
        : [];
    const findings = [...observed.flat(), ...moved];
    return findings.length > 0
      ? findings
      : [ok(named.map(([key, { deployment }]) => `${key} is ${deployment}`).join(", "))];
  }),
};

async function deploymentFaults(
  vercel: Vercel,
  key: string,
  { deployment: id, commit }: Release,
  project: string | undefined,
): Promise<Finding[]> {
  const observed = await vercel.deployment(id);
  const expected = `a deployment of this project that is ready, built from ${key}.commit`;
  const wrong = (what: string, remedy = `vercel inspect HOST prints the right id for ${key}`) =>
    fault(what, expected, remedy);
  if (!observed) return [wrong(`Vercel has no deployment ${id}, which ${key} names`)];
  return [
    ...(observed.readyState === "READY"
      ? []
      : [
          wrong(
            `${id} (${key}) is ${observed.readyState}`,
            "wait for its build, or name another one",
          ),
        ]),
    ...(project === undefined || observed.projectId === undefined || observed.projectId === project
      ? []
      : [wrong(`${id} (${key}) is a deployment of another project`)]),
    ...(observed.commit === undefined || observed.commit === commit
      ? []
      : [
          wrong(
            `${id} was built from ${observed.commit}, and ${key}.commit is ${commit}`,
            `write ${observed.commit} as ${key}.commit`,
          ),
        ]),
  ];
}

/** The first `up` points the public host at the stable release: another one would be a release to everybody. */
async function liveFaults(
  vercel: Vercel,
  host: string,
  { deployment }: Release,
): Promise<Finding[]> {
  const live = await vercel.alias(host);
  if (live?.deploymentId == null || live.deploymentId === deployment) return [];
  return [
    fault(
      `${host} serves ${live.deploymentId} now, and releases.stable names ${deployment}`,
      "the deployment that is live now, as the first pulumi up points the host at it",
      `write ${live.deploymentId}, with its version and commit, as releases.stable`,
      ["up"],
    ),
  ];
}
