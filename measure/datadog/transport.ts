import { STATUS_CODES } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type {
  HttpLibrary,
  RequestContext,
  ResponseContext,
} from "@datadog/datadog-api-client/dist/packages/datadog-api-client-common/http/http.js";
import type { Limit } from "../limit.ts";

/** Seconds before the second try, doubled before each further one. */
const FIRST_WAIT = 0.5;
/** Tries of one call. */
const TRIES = 5;
/** A call that hangs leaves time for others: the part of the whole limit that one try takes at most. */
const SHARE = 1 / 3;

/** No answer came, for a reason as text. */
export class NoAnswer extends Error {}

export interface TransportOptions {
  readonly tries?: number;
  readonly share?: number;
  /** Called with each answer's `Date` header; undefined where it has none. */
  readonly answered?: ((date: string | undefined) => void) | undefined;
}

/**
 * How the client's calls are sent: tried again with growing waits where the network, a rate limit or
 * Datadog itself failed, all within one limit. The client's own retries know no limit in all, and
 * print what failed.
 */
export function transport(
  limit: Limit,
  { tries = TRIES, share = SHARE, answered = () => undefined }: TransportOptions = {},
): HttpLibrary {
  return {
    async send(request) {
      for (let tried = 1; ; tried++) {
        const { response, failure } = await sendOnce(request, limit, limit.seconds * share);
        if (response) answered(response.headers["date"]);
        if (response && !isTransient(response)) return response;
        const wait = (response && requestedWait(response)) ?? FIRST_WAIT * 2 ** (tried - 1);
        if (tried >= tries || wait >= limit.left())
          throw new NoAnswer(failure ?? toMessage(response));
        await sleep(wait * 1000, undefined, { signal: limit.signal });
      }
    },
  };
}

interface Outcome {
  readonly response?: ResponseContext;
  /** Why there is no response. */
  readonly failure?: string;
}

async function sendOnce(request: RequestContext, limit: Limit, patience: number): Promise<Outcome> {
  const { ResponseContext } =
    await import("@datadog/datadog-api-client/dist/packages/datadog-api-client-common/http/http.js");
  const url = request.getUrl();
  const body = request.getBody();
  const impatient = AbortSignal.timeout(Math.ceil(patience * 1000));
  try {
    const response = await fetch(url, {
      method: request.getHttpMethod(),
      headers: request.getHeaders(),
      ...(typeof body === "string" && { body }),
      signal: AbortSignal.any([limit.signal, impatient]),
    });
    // Read here, so that an answer that stops halfway counts as none.
    const text = await response.text();
    const read = {
      text: () => Promise.resolve(text),
      binary: () => Promise.resolve(Buffer.from(text)),
    };
    return {
      response: new ResponseContext(response.status, Object.fromEntries(response.headers), read),
    };
  } catch (error) {
    if (limit.signal.aborted) throw error;
    const { host } = new URL(url);
    if (impatient.aborted)
      return { failure: `${host} gave no answer within ${patience.toFixed(1)} s` };
    return { failure: `${host} cannot be reached: ${cause(error)}` };
  }
}

function isTransient({ httpStatusCode }: ResponseContext): boolean {
  return httpStatusCode === 429 || httpStatusCode >= 500;
}

/**
 * How many seconds the answer requests to wait. Datadog sends the seconds until its rate limit starts
 * anew; a proxy may send Retry-After. https://docs.datadoghq.com/api/latest/rate-limits/
 */
function requestedWait({ headers }: ResponseContext): number | undefined {
  const wanted = headers["x-ratelimit-reset"] ?? headers["retry-after"];
  return wanted !== undefined && /^\d+$/.test(wanted) ? Number(wanted) : undefined;
}

function toMessage(response: ResponseContext | undefined): string {
  if (!response) return "no answer";
  const code = response.httpStatusCode;
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
