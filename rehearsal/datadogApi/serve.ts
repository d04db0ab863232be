import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Store } from "../clouds/index.ts";
import { bodyOf, send } from "../http.ts";
import { accountAnswer, accountRequest, mayCall } from "./account.ts";
import { declaredMonitors, declaredTests, monitorAnswer } from "./declared.ts";
import { eventAnswer, eventFaults } from "./event.ts";
import type { ApiCall, DatadogOrders } from "./orders.ts";
import { queryAnswer } from "./query.ts";

const CALLS: Readonly<Record<string, ApiCall>> = {
  "GET /api/v1/monitor": "monitors",
  "GET /api/v1/query": "query",
  "GET /api/v1/synthetics/tests": "tests",
  "POST /api/v1/events": "events",
};

/** The API as a server that does not listen yet. */
export function datadogServer(store: Store, orders: DatadogOrders): Server {
  return createServer((request, response) => {
    answer(request, response, store, orders).catch((error: unknown) => {
      send(response, 500, { errors: [String(error)] });
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  store: Store,
  orders: DatadogOrders,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = (await bodyOf(request)).toString();
  const ofAccount = accountRequest(request.method ?? "", url.pathname);
  const call = ofAccount?.call ?? CALLS[`${request.method ?? ""} ${url.pathname}`];
  if (call === undefined) {
    send(response, 404, { errors: ["Not found"] });
    return;
  }
  const fault = orders.takeFault(call);
  const facts = orders.facts();
  const allowed =
    fault === undefined &&
    hasKeys(call, request) &&
    (ofAccount === undefined || mayCall(ofAccount.call, facts));
  const kept = allowed && call === "events" && eventFaults(body).length === 0;
  orders.record(call, kept ? body : null);
  if (allowed && ofAccount) {
    const answered = accountAnswer(ofAccount, url.searchParams, request.headers, facts, store);
    send(response, answered === undefined ? 404 : 200, answered ?? { errors: ["Not found"] });
  } else if (allowed) respond(call, url.searchParams, body, response, store, orders);
  else if (fault === undefined) send(response, 403, { errors: ["Forbidden"] });
  else fail(fault, request, response);
}

/** Posting needs the API key alone. https://docs.datadoghq.com/api/latest/authentication/ */
function hasKeys(call: ApiCall, { headers }: IncomingMessage): boolean {
  const keys = ["events", "validate"].includes(call)
    ? ["dd-api-key"]
    : ["dd-api-key", "dd-application-key"];
  return keys.every((key) => Boolean(headers[key]));
}

function respond(
  call: ApiCall,
  params: URLSearchParams,
  body: string,
  response: ServerResponse,
  store: Store,
  orders: DatadogOrders,
): void {
  const monitors = declaredMonitors(store.resources());
  if (call === "monitors") {
    const tags = params.get("monitor_tags")?.split(",") ?? [];
    const visible = {
      groups: params.has("group_states"),
      downtimes: params.get("with_downtimes") === "true",
    };
    const matches = monitors.filter((monitor) => tags.every((tag) => monitor.tags.includes(tag)));
    const answers = matches.map((monitor) => monitorAnswer(monitor, orders, visible));
    send(response, 200, answers);
    return;
  }
  if (call === "tests") {
    const [size, number] = [
      Number(params.get("page_size") ?? 100),
      Number(params.get("page_number") ?? 0),
    ];
    const tests = declaredTests(store.resources());
    send(response, 200, { tests: tests.slice(number * size, (number + 1) * size) });
    return;
  }
  if (call === "query") {
    const [from, to] = [Number(params.get("from")), Number(params.get("to"))];
    const query = params.get("query");
    if (!query || !(from < to)) send(response, 400, { errors: ["Invalid query or time range"] });
    else send(response, 200, queryAnswer({ query, from, to }, monitors, orders));
    return;
  }
  const { status, answer } = eventAnswer(body, orders.calls().length);
  send(response, status, answer);
}

function fail(fault: string, request: IncomingMessage, response: ServerResponse): void {
  switch (fault) {
    case "429":
      // Datadog's own headers: https://docs.datadoghq.com/api/latest/rate-limits/
      response.setHeader("X-RateLimit-Limit", "100");
      response.setHeader("X-RateLimit-Period", "10");
      response.setHeader("X-RateLimit-Remaining", "0");
      response.setHeader("X-RateLimit-Reset", "1");
      send(response, 429, { errors: ["Too many requests"] });
      break;
    case "malformed":
      send(response, 200, { surprise: true });
      break;
    case "unreachable":
      request.socket.destroy();
      break;
    case "hang":
      break;
    default:
      send(response, 500, { errors: ["Internal error"] });
  }
}
