import { request, Agent } from "node:https";
import { connect } from "node:tls";
import { WebSocket } from "ws";
import type { Resolver } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import { answered } from "../http.ts";

/** How hosts are reached from where checks run. */
export interface Way {
  readonly resolver: Resolver;
  /** The port of this machine that stands for 443. */
  readonly https: number;
  /** The certificates that are trusted, as PEM. */
  readonly ca: string;
}

/** What an endpoint answered, as far as assertions need it. */
export interface EndpointAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string;
  /** What a websocket sent back first. */
  readonly message?: string;
  /** Days that a certificate is still good for. */
  readonly daysLeft?: number;
}

export interface HttpQuery {
  readonly method: string;
  readonly url: string;
  readonly body?: string | undefined;
  /** Seconds. */
  readonly timeout: number;
}

const DAY = 24 * 60 * 60 * 1000;

export async function askHttp(query: HttpQuery, way: Way): Promise<EndpointAnswer> {
  const { hostname, pathname, search } = new URL(query.url);
  const agent = new Agent({ lookup: lookupBy(way.resolver), ca: way.ca });
  const asking = request({
    host: hostname,
    port: way.https,
    method: query.method,
    path: `${pathname}${search}`,
    headers: { host: hostname, "content-type": "application/json" },
    agent,
  });
  try {
    const { status, headers, body } = await answered(asking, query.body, query.timeout * 1000);
    return { status, headers, body: body.toString() };
  } finally {
    agent.destroy();
  }
}

export function askWebsocket(
  { url, message }: { readonly url: string; readonly message: string },
  { resolver, https, ca }: Way,
): Promise<EndpointAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<EndpointAnswer>();
  const at = new URL(url);
  const { hostname } = at;
  at.port = String(https);
  const socket = new WebSocket(at, {
    lookup: lookupBy(resolver),
    ca,
    headers: { host: hostname },
    handshakeTimeout: PATIENCE,
  });
  const timer = setTimeout(() => {
    reject(new Error("no message in time"));
  }, PATIENCE);
  socket.once("error", reject);
  socket.once("open", () => {
    socket.send(message);
  });
  socket.once("message", (data: Buffer) => {
    resolve({ message: data.toString() });
  });
  return promise.finally(() => {
    clearTimeout(timer);
    socket.terminate();
  });
}

const PATIENCE = 30_000;

export function askCertificate(
  host: string,
  { resolver, https, ca }: Way,
): Promise<EndpointAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<EndpointAnswer>();
  const socket = connect({
    ...{ host, port: https, servername: host, ca },
    lookup: lookupBy(resolver),
    timeout: PATIENCE,
  });
  socket.once("timeout", () => socket.destroy(new Error("no answer in time")));
  socket.once("error", reject);
  socket.once("secureConnect", () => {
    const until = new Date(socket.getPeerCertificate().valid_to).getTime();
    resolve({ daysLeft: (until - Date.now()) / DAY });
  });
  return promise.finally(() => {
    socket.destroy();
  });
}
