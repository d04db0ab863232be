import {
  CHECKED_HOSTS,
  CHECKS,
  HOST_CHECKS,
  hostChecksOf,
  type CheckedHost,
  type HostCheck,
} from "../../rollout/checks.ts";
import { monitorTags, tagValue } from "../../rollout/tags.ts";
import { routeTags, type Recipients } from "../../rollout/routing.ts";
import { requestOf, type Host } from "./checkRequests.ts";
import type { ChecksArgs } from "./checksArgs.ts";
import { messageOf } from "./message.ts";

/** Where and for what the checks are made. */
export interface CheckedArgs {
  readonly stack: string;
  readonly service: string;
  readonly env: string;
  /** Absent where there is no runbook. */
  readonly runbookUrl?: string | undefined;
  readonly hosts: Readonly<Record<CheckedHost, Host>>;
  /** The same of further public hosts, by their names; none where absent. */
  readonly others?: Readonly<Record<string, Readonly<Record<CheckedHost, Host>>>> | undefined;
  /** Who is notified of recoveries beside those who are notified of everything; nobody where absent. */
  readonly recipients?: Recipients | undefined;
}

/** Seconds between runs: health is checked often, flows often enough for a rule of five minutes. */
const EVERY = { health: 60, flow: 300, certificate: 3600 };

/** Every test's inputs by the key of the monitor that it makes; none of what the app has not. */
export function testsOf(args: ChecksArgs, where: CheckedArgs) {
  const { others = {} } = where;
  const made = (checks: readonly HostCheck[], hosts: CheckedArgs["hosts"]) =>
    checks.flatMap((one) => {
      const request = requestOf(one.check, hosts[one.host], args);
      return request ? [[one.key, testOf(one, request, args, where)] as const] : [];
    });
  return [
    ...made(HOST_CHECKS, where.hosts),
    ...Object.entries(others).flatMap(([name, hosts]) => made(hostChecksOf(name), hosts)),
  ];
}

/** What an alert of a check means, and what to do. */
export function saidOf({ host, check }: Pick<HostCheck, "host" | "check">) {
  const failed = `The check of ${CHECKED_HOSTS[host]} failed: ${CHECKS[check].title}.`;
  const { besides, todo } = SAID[host];
  return { means: besides === undefined ? failed : `${failed} ${besides}`, todo };
}

const SAID: Readonly<Record<CheckedHost, { readonly besides?: string; readonly todo: string }>> = {
  canary: { todo: "Nobody is to be sent to this release: ./canary halt, or ./canary rollback." },
  entry: {
    besides:
      "Visitors that DNS sends to the canary meet this, until Route 53's own check has failed for long enough: it then takes the canary out of DNS, and the weights no longer say who is where.",
    todo: "Roll back: ./canary rollback. Where canary-health is well, the fault is on the way: see AWS's status page, the distribution's origin, and origin-certificate.",
  },
  origin: {
    besides:
      "Without a certificate CloudFront serves none of the visitors that DNS sends to the canary.",
    todo: "Vercel renews it by itself: see the domain in the project there. Where it is gone, roll back: ./canary rollback.",
  },
  public: { todo: "Users meet this. Roll back where a rollout is under way: ./canary rollback." },
};

function testOf(
  { key, host, check, what }: HostCheck,
  request: NonNullable<ReturnType<typeof requestOf>>,
  args: ChecksArgs,
  where: CheckedArgs,
) {
  const { stack, service, env } = where;
  return {
    name: `Check of ${what}: ${service} (${env})`,
    type: "api",
    status: "live",
    locations: [...args.locations],
    message: messageOf(key, saidOf({ host, check }), where),
    tags: [
      `service:${tagValue(service)}`,
      `env:${tagValue(env)}`,
      ...monitorTags(stack, key),
      ...routeTags(key),
    ],
    ...request,
    optionsList: {
      tickEvery: EVERY[check === "health" || check === "certificate" ? check : "flow"],
      minFailureDuration: 0,
      minLocationFailed: 1,
      retry: { count: 1, interval: 1000 },
      monitorPriority: 1,
      monitorOptions: { renotifyInterval: 10 },
    },
  };
}
