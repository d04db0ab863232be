import {
  CHECKED_HOSTS,
  CHECKS,
  HOST_CHECKS,
  hostChecksOf,
  type CheckedHost,
  type HostCheck,
} from "../../rollout/checks.ts";
import { monitorTags, tagValue } from "../../rollout/tags.ts";
import type { Health } from "../../rollout/health.ts";
import { routeTags, type Recipients } from "../../rollout/routing.ts";
import { requestOf, type Host } from "./checkRequests.ts";
import { messageOf } from "./message.ts";

/** One request of a flow. */
export interface Step {
  /** What it does, for people, e.g. `sign in`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path that is asked, with its query, e.g. `/api/session`. */
  readonly path: string;
  /** The status that is right, 100 to 599. */
  readonly status: number;
  /** JSON that is sent; `{{ NAME }}` stands for a global variable. */
  readonly body?: string | undefined;
}

/** What Datadog's synthetic tests do. */
export interface ChecksArgs {
  /** Where they run from, e.g. `aws:eu-central-1`; one at least. */
  readonly locations: readonly string[];
  /**
   * How the app says that it is well. Where that is `"status":"ok"`, its body has under `checks` each of
   * the parts with `ok`.
   */
  readonly health: Health;
  /** What the health says of each: `database`, `redis`, `thirdParties`. */
  readonly healthParts: readonly string[];
  /** A path of the API that answers 200 with JSON. */
  readonly api?: string | undefined;
  /** Signing in, request by request; cookies are kept. */
  readonly signIn?: readonly Step[] | undefined;
  /** A payment in the processor's test mode, request by request. */
  readonly payment?: readonly Step[] | undefined;
  /** A websocket: its path, what is sent, and what the answer must hold. */
  readonly realtime?:
    { readonly path: string; readonly send: string; readonly expect: string } | undefined;
  /** Pages and assets that must be there. */
  readonly assets?: readonly string[] | undefined;
  /** Datadog's global variables that requests use, by name: their ids. */
  readonly variables: Readonly<Record<string, string>>;
  /** Days that a certificate must still be good for. */
  readonly certificateDays: number;
}

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
  /** Who is told of recoveries beside those who hear of everything; nobody where absent. */
  readonly recipients?: Recipients | undefined;
}

/** Seconds between runs: health is asked often, flows often enough for a rule of five minutes. */
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
