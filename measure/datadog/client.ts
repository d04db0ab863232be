import { apiUrl, type Account } from "./account.ts";
import type { HttpRequest, Transport } from "./transport.ts";

/** The calls of Datadog's API that the gate makes; what they answer is not checked yet. */
export interface Datadog {
  /** All monitors that have a tag, with the states of all their groups and their downtimes. */
  monitors(tag: string): Promise<unknown>;
  /** The points of one query or several, separated by commas, from one time to another (Unix seconds). */
  query(query: string, from: number, to: number): Promise<unknown>;
  /** A page of the account's synthetic tests; the first is 0. */
  tests(size: number, number: number): Promise<unknown>;
}

/** Datadog refused a call. */
export class Refusal extends Error {
  /** The status of its answer. */
  public readonly status: number;

  public constructor(status: number) {
    super(`Datadog answered ${status}`);
    this.status = status;
  }
}

/**
 * Open an account. These few calls are made without the official client: it loads the models of all
 * calls, which takes longer than all else that a command does.
 */
export function openDatadog(account: Account, send: Transport): Datadog {
  const get = (path: string, params: Readonly<Record<string, string>>) => {
    const url = `${apiUrl(account)}${path}?${new URLSearchParams(params).toString()}`;
    return answerTo(send, { method: "GET", url, headers: keysOf(account) });
  };
  return {
    // Without a page number the answer holds every monitor.
    // https://docs.datadoghq.com/api/latest/monitors/#get-all-monitors
    monitors: (tag) =>
      get("/api/v1/monitor", { group_states: "all", monitor_tags: tag, with_downtimes: "true" }),
    // https://docs.datadoghq.com/api/latest/metrics/#query-timeseries-points
    query: (query, from, to) => get("/api/v1/query", { from: `${from}`, to: `${to}`, query }),
    // https://docs.datadoghq.com/api/latest/synthetics/#get-the-list-of-all-synthetic-tests
    tests: (size, number) =>
      get("/api/v1/synthetics/tests", { page_size: `${size}`, page_number: `${number}` }),
  };
}

/** An event of Datadog's event stream. */
export interface Event {
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly alertType: "info" | "success" | "warning" | "error";
}

/** Post an event. It needs the API key alone. https://docs.datadoghq.com/api/latest/events/#post-an-event */
export function post(
  account: Account,
  send: Transport,
  { alertType, ...event }: Event,
): Promise<unknown> {
  return answerTo(send, {
    method: "POST",
    url: `${apiUrl(account)}/api/v1/events`,
    headers: { ...keysOf(account), "Content-Type": "application/json" },
    body: JSON.stringify({ ...event, alert_type: alertType }),
  });
}

/** https://docs.datadoghq.com/api/latest/authentication/ */
function keysOf({ apiKey, appKey }: Account): Readonly<Record<string, string>> {
  return {
    Accept: "application/json",
    ...(apiKey !== undefined && { "DD-API-KEY": apiKey }),
    ...(appKey !== undefined && { "DD-APPLICATION-KEY": appKey }),
  };
}

async function answerTo(send: Transport, request: HttpRequest): Promise<unknown> {
  const { status, text } = await send(request);
  if (status < 200 || status > 299) throw new Refusal(status);
  return JSON.parse(text) as unknown;
}
