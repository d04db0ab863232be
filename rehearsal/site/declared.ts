import type { SyntheticsTestArgs } from "@pulumi/datadog/syntheticsTest.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Resource } from "../clouds/index.ts";

/** A request that the app answers, and the status that is right. */
export interface Step {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly body?: string | undefined;
}

/** What the app answers to, and how. */
export interface Pages {
  readonly health: {
    readonly path: string;
    readonly status: number;
    /** What the body must hold as it is, e.g. `"status":"ok"`. */
    readonly holds: string;
    /** What stands where in its JSON: `$.status` is `ok`. */
    readonly json: readonly (readonly [jsonpath: string, value: string])[];
  };
  readonly api: readonly Step[];
  readonly signIn: readonly Step[];
  readonly payment: readonly Step[];
  readonly assets: readonly Step[];
  readonly realtime: { readonly path: string; readonly send: string; readonly expect: string };
}

const get = (path: string): Step => ({ method: "GET", path, status: 200 });

/** The app's pages where nothing that is declared says another: it has them whether they are checked or not. */
export const USUAL: Pages = {
  health: { path: "/api/health", status: 200, holds: '"status":"ok"', json: [] },
  api: [get("/api/products")],
  signIn: [{ method: "POST", path: "/api/session", status: 200, body: "{}" }, get("/api/account")],
  payment: [{ method: "POST", path: "/api/payments/test", status: 200, body: "{}" }],
  assets: [get("/"), get("/favicon.ico")],
  realtime: { path: "/api/realtime", send: "ping", expect: "pong" },
};

/** A page that visitors request and no check does. */
export const REVIEWS = get("/api/reviews");

type Test = Unwrap<SyntheticsTestArgs>;

/** The pages of the app that the synthetic tests and Route 53's health check request. */
export function pagesOf(resources: readonly Resource[]): Pages {
  const tests = of(resources, "datadog:index/syntheticsTest:SyntheticsTest") as unknown as Test[];
  const find = (check: string) => tests.find(({ tags }) => tags?.some((tag) => isOf(tag, check)));
  const steps = (check: string, usual: readonly Step[]): readonly Step[] => {
    const test = find(check);
    const requested = (test?.apiSteps ?? (test ? [test] : [])).flatMap(stepOf);
    return requested.length > 0 ? requested : usual;
  };
  return {
    health: healthOf(resources, find("health")),
    api: steps("api", USUAL.api),
    signIn: steps("sign-in", USUAL.signIn),
    payment: steps("payment", USUAL.payment),
    assets: steps("assets", USUAL.assets),
    realtime: realtimeOf(find("realtime")),
  };
}

/** Tests of one check differ in their hosts alone. */
function isOf(tag: string, check: string): boolean {
  return tag.startsWith("canary_monitor:") && tag.endsWith(`-${check}`);
}

function healthOf(resources: readonly Resource[], test: Test | undefined): Pages["health"] {
  const [check] = of(resources, "aws:route53/healthCheck:HealthCheck");
  const { resourcePath, searchString } = check ?? {};
  const [step] = test ? stepOf(test) : [];
  return {
    path: typeof resourcePath === "string" ? resourcePath : (step?.path ?? USUAL.health.path),
    status: step?.status ?? USUAL.health.status,
    holds: typeof searchString === "string" ? searchString : USUAL.health.holds,
    json: (test?.assertions ?? []).flatMap(({ targetjsonpath: requested }) =>
      requested?.jsonpath === undefined
        ? []
        : [[requested.jsonpath, requested.targetvalue ?? ""] as const],
    ),
  };
}

function realtimeOf(test: Test | undefined): Pages["realtime"] {
  const { url, message } = test?.requestDefinition ?? {};
  if (url === undefined || message === undefined) return USUAL.realtime;
  const expected = test?.assertions?.find(({ type }) => type === "receivedMessage")?.target;
  return { path: new URL(url).pathname, send: message, expect: expected ?? "" };
}

function stepOf({
  requestDefinition,
  assertions = [],
}: Pick<Test, "requestDefinition" | "assertions">): Step[] {
  const { method = "GET", url, body } = requestDefinition ?? {};
  if (url === undefined) return [];
  const right = assertions.find(({ type }) => type === "statusCode")?.target;
  return [{ method, path: new URL(url).pathname, status: Number(right ?? 200), body }];
}

function of(resources: readonly Resource[], type: string): Readonly<Record<string, unknown>>[] {
  return resources.filter((one) => one.type === type).map(({ outputs }) => outputs);
}
