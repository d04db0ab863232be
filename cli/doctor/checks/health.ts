import { publicHosts } from "../../../config/hosts.ts";
import type { ProductionConfig } from "../../../config.ts";
import { isVersionOf, look, type HostAnswer } from "../../../measure/probe.ts";
import { isWell } from "../../../rollout/health.ts";
import { isUnreadable } from "../../../rollout/record.ts";
import type { Release } from "../../../rollout/release.ts";
import { isHalted } from "../../../rollout/traffic.ts";
import { recordIn } from "../../state.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding, type Purpose } from "../finding.ts";

/**
 * How much of a body Route 53 searches, in octets:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
const SEARCHED = 5120;

/** A host whose health matters, and which release it is to serve. */
export interface HealthHost {
  readonly host: string;
  readonly url: string;
  /** The release; undefined where any will do. */
  readonly release: Release | undefined;
  readonly stops: readonly Purpose[];
}

/** The health check as Route 53, the gate and the synthetic tests read it. */
export const health: Check = {
  id: "health",
  title: "the hosts' health checks",
  for: ["up", "start"],
  run: inProduction(async ({ config, resources }, signal) => {
    const hosts = hostsOf(config, recordIn(await resources()));
    const findings = await Promise.all(
      hosts.map(async (one) => judge(one, config.health, await look({ url: one.url }, signal))),
    );
    const faults = findings.flat();
    return faults.length > 0 ? faults : [ok(hosts.map(({ host }) => `${host} is well`).join(", "))];
  }),
};

/** The hosts that answer by now: the canary's own two do once the first update made them. */
function hostsOf(
  { hosts, health: { path, probe }, releases }: ProductionConfig,
  stored: ReturnType<typeof recordIn>,
): readonly HealthHost[] {
  const record = stored && !isUnreadable(stored) ? stored : undefined;
  const at = (host: string, release: Release | undefined, stops: readonly Purpose[]) => ({
    ...{ host, url: `https://${host}${path}`, release, stops },
  });
  const stable = record ? record.stable : releases.stable;
  const prepared =
    record && (isHalted(record, record.canary) && record.percentage === 0 ? stable : record.canary);
  return publicHosts(hosts).flatMap((one) => [
    // Both releases serve visitors while the canary has a share.
    at(one.public, record && record.percentage > 0 ? undefined : stable, ["up", "start"]),
    ...(record && probe
      ? [at(one.canary, undefined, ["start"]), at(one.prepared, prepared, ["start"])]
      : []),
  ]);
}

/** What is wrong with a host's answer. */
export function judge(
  { host, url, release, stops }: HealthHost,
  well: ProductionConfig["health"],
  answer: HostAnswer,
): readonly Finding[] {
  const expected = `${well.status} with ${well.body} at ${url}`;
  const wrong = (observed: string, remedy: string, wanted = expected) => [
    fault(observed, wanted, remedy, stops),
  ];
  if (answer.failed !== undefined)
    return wrong(
      `${host} does not answer: ${answer.failed}`,
      "make it reachable from here, or set health.probe to false where only the canary host is not",
    );
  const { status, body, location, version } = answer;
  if (status === 401 || isSignIn(location))
    return wrong(
      `${host} answers ${status} with a sign-in: Vercel's deployment protection covers it`,
      "open production's own domains: https://vercel.com/docs/deployment-protection",
    );
  if (location !== undefined)
    return wrong(
      `${url} redirects (${status}) to ${location}`,
      "name a host and a health.path that answer themselves",
    );
  if (!isWell(well, answer))
    return wrong(
      status === well.status
        ? `${url} answers ${status} without ${well.body}`
        : `${url} answers ${status}`,
      "correct the app's health check, or health.path, health.status and health.body",
    );
  const end = Buffer.byteLength(body.slice(0, body.indexOf(well.body) + well.body.length));
  if (end > SEARCHED)
    return wrong(
      `${well.body} ends at octet ${end} of ${url}`,
      "put it first in the body",
      `it within the first ${SEARCHED} octets, where Route 53 searches for it`,
    );
  if (version === undefined)
    return wrong(
      `${url} does not say which version it is`,
      "answer with the header x-app-version, or version in a body of JSON",
      "the version or the commit of the release",
    );
  if (release && !isVersionOf(version, release))
    return wrong(
      `${host} serves ${version}`,
      `correct the stack file's version and commit, or deploy ${release.version}`,
      `${release.version} (${release.commit})`,
    );
  return [];
}

/** Where Vercel sends who is not signed in. */
function isSignIn(location: string | undefined): boolean {
  return location !== undefined && /^https:\/\/vercel\.com\/(sso|login)/.test(location);
}
