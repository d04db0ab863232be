import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { datadogGate, type DatadogGateOptions } from "../../measure/datadog.ts";
import type { ExpectedMonitor } from "../../measure/expected.ts";
import type { Measurement } from "../../rollout/gate.ts";
import { after, MINUTE } from "../rollout/build.ts";

/** What Datadog answers to a call: the name of a recorded answer, or a text; nothing at all to `hang`. */
export type Answered =
  | string
  | {
      readonly body: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** What it answers to each kind of call; a list is answered in turn, its last again and again. */
export interface Answers {
  readonly monitors: Answered | readonly Answered[];
  readonly requests?: Answered | readonly Answered[];
  readonly values?: Answered | readonly Answered[];
  /** Default: all are live. */
  readonly tests?: Answered | readonly Answered[];
}

/** A Datadog that answers what was recorded, and the queries that it got. */
export interface Recorded extends AsyncDisposable {
  readonly url: string;
  readonly requests: { readonly path: string; readonly query: URLSearchParams }[];
}

const DEFAULTS = {
  monitors: "not-a-list",
  requests: "no-requests",
  values: "values-healthy",
  tests: '{"tests":[{"public_id":"abc-def-ghi","monitor_id":1005,"status":"live"}]}',
};

export async function datadogOf(answers: Answers): Promise<Recorded> {
  const params: Recorded["requests"] = [];
  const turns = { monitors: 0, requests: 0, values: 0, tests: 0 };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    params.push({ path: url.pathname, query: url.searchParams });
    const query = url.searchParams.get("query") ?? "";
    const kind =
      url.pathname === "/api/v1/monitor"
        ? "monitors"
        : url.pathname === "/api/v1/synthetics/tests"
          ? "tests"
          : query.includes("version:1.5.0}.as_count()")
            ? "requests"
            : "values";
    const given = answers[kind] ?? DEFAULTS[kind];
    const inTurn: readonly Answered[] = Array.isArray(given) ? given : [given as Answered];
    const answer = inTurn[Math.min(turns[kind]++, inTurn.length - 1)] ?? "hang";
    respond(response, kind === "values" ? placed(answer, query) : answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: params,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The queries that recorded values are of, by their index there. */
const QUERIES = [
  "sum:trace.next.request.errors{env:production,service:shop} by {version}.as_count()",
  "sum:trace.next.request.hits{env:production,service:shop} by {version}.as_count()",
  "p95:trace.next.request{env:production,service:shop,version:1.5.0} / p95:trace.next.request{env:production,service:shop,version:1.4.0}",
  "sum:trace.postgres.query.errors{env:production,service:shop}.as_count()",
  "sum:trace.next.request.hits{env:production,service:shop}.as_count()",
];

/** Recorded values as they are answered to these queries, which may be fewer. */
function placed(answer: Answered, query: string): Answered {
  if (typeof answer !== "string") return answer;
  const requested = query.match(/(?:\{[^}]*\}|[^,])+/g) ?? [];
  try {
    const { series, ...rest } = JSON.parse(recorded(answer)) as {
      series: { query_index: number }[];
    };
    const result = series.map((one) => ({
      ...one,
      query_index: (requested as string[]).indexOf(QUERIES[one.query_index] ?? ""),
    }));
    return JSON.stringify({
      ...rest,
      series: result.filter(({ query_index: index }) => index >= 0),
    });
  } catch {
    return answer;
  }
}

function respond(response: ServerResponse, answer: Answered): void {
  if (answer === "hang") return;
  const {
    body,
    status = 200,
    headers = {},
  } = typeof answer === "string" ? { body: answer } : answer;
  const dated = { "Content-Type": "application/json", Date: new Date(NOW).toUTCString() };
  response.writeHead(status, { ...dated, ...headers });
  response.end(recorded(body));
}

/** The text of a recorded answer; a text that is not a name is the answer itself. */
export function recorded(name: string): string {
  return /^[\w-]+$/.test(name)
    ? readFileSync(new URL(`answers/${name}.json`, import.meta.url), "utf8")
    : name;
}

/** The monitors that the recorded answers are of. */
export const EXPECTED: readonly ExpectedMonitor[] = [
  {
    key: "error-rate",
    title: "Error rate",
    scope: "canary",
    comparesWithStable: false,
    witness: "requests",
    unit: "%",
  },
  {
    key: "latency-ratio",
    title: "Response time, canary to stable",
    scope: "canary",
    comparesWithStable: true,
    unit: "x",
  },
  {
    key: "database-errors",
    title: "Database errors",
    scope: "service",
    comparesWithStable: false,
    witness: "requests",
  },
  { key: "requests", title: "Requests", scope: "service", comparesWithStable: false },
  {
    key: "canary-health",
    title: "Canary health",
    scope: "canary-host",
    comparesWithStable: false,
  },
];

/** Ten minutes after the stage was entered. */
export const NOW = after(10 * MINUTE);

export function gateAt(url: string, over: Partial<DatadogGateOptions> = {}) {
  return datadogGate({
    site: "datadoghq.com",
    host: url,
    apiKey: "api",
    appKey: "app",
    stack: "canary/production",
    expected: EXPECTED,
    version: ({ version }) => version,
    requests: (version) =>
      `sum:trace.next.request.hits{env:production,service:shop,version:${version}}.as_count()`,
    now: () => NOW,
    ...over,
  });
}

/** A measurement by its name, as `verdict: what was observed`. */
export function line(measurements: readonly Measurement[], name: string): string {
  const match = measurements.find((one) => one.name === name);
  return match ? `${match.verdict}: ${match.observed}` : "nothing";
}

/** Values where the canary's error rate is so many percent, out of 10,000 requests, and all else is well. */
export function ratio(percent: number): string {
  const answer = JSON.parse(recorded("values-healthy")) as {
    series: { query_index: number; tag_set: string[]; pointlist: [number, number][] }[];
  };
  for (const { query_index: index, tag_set: tags, pointlist } of answer.series) {
    if (index > 1 || !tags.includes("version:1.5.0")) continue;
    const total = index === 0 ? percent * 100 : 10_000;
    pointlist.forEach((point, number) => (point[1] = number === 0 ? total : 0));
  }
  return JSON.stringify(answer);
}
