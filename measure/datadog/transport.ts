import { STATUS_CODES } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Limit } from "../limit.ts";

/** Seconds before the second try, doubled before each further one. */
const FIRST_WAIT = 0.5;
/** Tries of one call. */
const TRIES = 5;
/** A call that hangs leaves time for others: the part of the whole limit that one try takes at most. */
const SHARE = 1 / 3;

/** No answer came, for a reason as text. */
export class NoAnswer extends Error {}

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** An answer, whatever its status, read to its end. */
export interface HttpResponse {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request. Throws `NoAnswer`. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

export interface TransportOptions {
  readonly tries?: number;
  readonly share?: number;
  /** Called with each answer's `Date` header; undefined where it has none. */
  readonly answered?: ((date: string | undefined) => void) | undefined;
}

/**
 * How calls are sent: tried again with growing waits where the network, a rate limit or Datadog itself
 * failed, all within one limit.
 */
export function transport(
  limit: Limit,
  { tries = TRIES, share = SHARE, answered = () => undefined }: TransportOptions = {},
): Transport {
  return async (request) => {
    for (let tried = 1; ; tried++) {
      const { response, failure } = await sendOnce(request, limit, limit.seconds * share);
      if (response) answered(response.headers["date"]);
      if (response && !isTransient(response)) return response;
      const wait = (response && requestedWait(response)) ?? FIRST_WAIT * 2 ** (tried - 1);
      if (tried >= tries || wait >= limit.left())
        throw new NoAnswer(failure ?? toMessage(response));
      await sleep(wait * 1000, undefined, { signal: limit.signal });
    }
  };
}

interface Outcome {
  readonly response?: HttpResponse;
  /** Why there is no response. */
  readonly failure?: string;
}

async function sendOnce(
  { url, method, headers, body }: HttpRequest,
  limit: Limit,
  patience: number,
): Promise<Outcome> {
  const impatient = AbortSignal.timeout(Math.ceil(patience * 1000));
  try {
    const response = await fetch(url, {
      ...{ method, headers },
      ...(body !== undefined && { body }),
      signal: AbortSignal.any([limit.signal, impatient]),
    });
    // Read here, so that an answer that stops halfway counts as none.
    const text = await response.text();
    const { status } = response;
    return { response: { status, headers: Object.fromEntries(response.headers), text } };
  } catch (error) {
    if (limit.signal.aborted) throw error;
    const { host } = new URL(url);
    if (impatient.aborted)
      return { failure: `${host} gave no answer within ${patience.toFixed(1)} s` };
    return { failure: `${host} cannot be reached: ${cause(error)}` };
  }
}

function isTransient({ status }: HttpResponse): boolean {
  return status === 429 || status >= 500;
}

/**
 * How many seconds the answer requests to wait. Datadog sends the seconds until its rate limit starts
 * anew; a proxy may send Retry-After. https://docs.datadoghq.com/api/latest/rate-limits/
 */
function requestedWait({ headers }: HttpResponse): number | undefined {
  const wanted = headers["x-ratelimit-reset"] ?? headers["retry-after"];
  return wanted !== undefined && /^\d+$/.test(wanted) ? Number(wanted) : undefined;
}

function toMessage(response: HttpResponse | undefined): string {
  if (!response) return "no answer";
  const code = response.status;
  const wait = requestedWait(response);
  return `${code} ${STATUS_CODES[code] ?? ""}${wait === undefined ? "" : `, for another ${wait} s`}`;
}

/** Node's fetch says only that it failed; why is in the cause. */
function cause(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  const code = "code" in inner ? String(inner.code) : "";
  return inner.message || code;
}
