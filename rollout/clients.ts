import { z } from "zod";

/**
 * How a client leaves an address that DNS no longer gives:
 *
 * - `with DNS`: in use too, once the answer that it keeps is over
 * - `next connection`: with a new connection; it stays as long as the one in use lives
 * - a number: as many seconds without a request close its connection, and the next one asks DNS
 * - `never`: neither in use nor after a pause
 */
export type Leaves = "with DNS" | "next connection" | "never" | number;

/** A client of the public host, or a resolver that clients are behind, as it was measured. */
export interface Client {
  readonly name: string;
  /** What was measured, with its version where that is known. */
  readonly measured: string;
  readonly leaves: Leaves;
  /** For how many seconds it keeps an answer of DNS itself, beside its resolver. `Infinity`: it resolves once. */
  readonly keeps: number;
  /** What makes it leave that never does by itself. */
  readonly until?: string;
}

/**
 * Measured on loopback, 2026-11: a name with a CNAME of TTL 60 moves from one host to another, and both go
 * on serving and keep connections. Each client asks once a second for 78 s, then pauses longer and longer.
 */
export const CLIENTS = {
  chromium: {
    name: "Chromium",
    measured: "Chromium",
    leaves: "next connection",
    // Whatever shorter TTL an answer has.
    keeps: 60,
  },
  "nginx-literal": {
    name: "nginx with a name in proxy_pass or upstream",
    measured: "nginx 1.22",
    leaves: "never",
    keeps: Infinity,
    until: "a reload",
  },
  "nginx-resolver": {
    name: "nginx with resolver and a variable",
    measured: "nginx 1.22",
    leaves: "with DNS",
    keeps: 0,
  },
  haproxy: {
    name: "HAProxy without resolvers",
    measured: "HAProxy 2.6",
    leaves: "never",
    keeps: Infinity,
    until: "a restart",
  },
  "haproxy-resolvers": {
    name: "HAProxy with resolvers",
    measured: "HAProxy 2.6",
    leaves: "next connection",
    keeps: 0,
  },
  "jdk-http1": {
    name: "JDK HttpClient over HTTP/1.1",
    measured: "JDK 17",
    leaves: "with DNS",
    keeps: 30,
  },
  "jdk-http2": {
    name: "JDK HttpClient over HTTP/2",
    measured: "JDK 17",
    leaves: "never",
    keeps: 30,
    until: "the server closes",
  },
  "jdk-urlconnection": {
    name: "JDK HttpURLConnection",
    measured: "JDK 17",
    leaves: 5,
    keeps: 30,
  },
  go: {
    name: "Go net/http",
    measured: "Go 1.26",
    leaves: 90,
    keeps: 0,
  },
  "node-fetch": {
    name: "Node fetch",
    measured: "Node 24 and 20",
    leaves: 4,
    keeps: 0,
  },
  "node-agent": {
    name: "Node http.Agent",
    measured: "Node 24",
    leaves: 5,
    keeps: 0,
  },
  "undici-http2": {
    name: "undici over HTTP/2",
    measured: "undici 7",
    leaves: "never",
    keeps: 0,
    until: "the server closes",
  },
  "python-requests": {
    name: "Python requests",
    measured: "requests 2.34",
    leaves: "never",
    keeps: 0,
    until: "the server closes",
  },
  "python-httpx": {
    name: "Python httpx",
    measured: "httpx 0.28",
    leaves: 5,
    keeps: 0,
  },
  "python-aiohttp": {
    name: "Python aiohttp",
    measured: "aiohttp 3.14",
    leaves: 15,
    // https://docs.aiohttp.org/en/stable/client_reference.html#aiohttp.TCPConnector: ttl_dns_cache
    keeps: 10,
  },
  "bind-serve-stale": {
    name: "a client behind BIND with serve-stale",
    measured: "BIND 9.18",
    leaves: "with DNS",
    // `max-stale-ttl`, a day by default.
    keeps: 86_400,
  },
} as const satisfies Readonly<Record<string, Client>>;

/** The id of a kind of client. */
export type ClientKind = keyof typeof CLIENTS;

export const CLIENT_KINDS = Object.keys(CLIENTS) as [ClientKind, ...ClientKind[]];

/** The kind that comes for a visit and goes: a person's browser. */
export const BROWSER: ClientKind = "chromium";

/** How many of a site's clients are of a kind, in percent. */
export type ClientShares = Readonly<Partial<Record<ClientKind, number>>>;

/**
 * What holds where nobody says otherwise. It is an assumption, and no measurement: mostly browsers, with a
 * few servers that call the site, some of which a weight never reaches.
 */
export const USUAL_CLIENTS: ClientShares = {
  ...{ chromium: 90, go: 2, "node-fetch": 2, "jdk-http1": 1, "jdk-http2": 1 },
  ...{ "python-requests": 1, "nginx-literal": 1, haproxy: 1, "bind-serve-stale": 1 },
};

/** Whether shares are all of a site's clients. */
export function areAll(shares: ClientShares): boolean {
  return Object.values(shares).reduce((sum, one) => sum + one, 0) === 100;
}

const stored = z
  .partialRecord(z.enum(CLIENT_KINDS), z.int().min(0).max(100))
  .refine((shares) => areAll(shares));

/** The shares that a state holds; the usual ones where it holds none, or cannot be read. */
export function sharesIn(raw: unknown): ClientShares {
  return stored.safeParse(raw).data ?? USUAL_CLIENTS;
}

/** The kinds that a site has, with their shares: the largest first, and else as they stand in the table. */
export function clientsOf(
  shares: ClientShares,
): readonly (Client & { readonly kind: ClientKind; readonly share: number })[] {
  return CLIENT_KINDS.map((kind) => ({ kind, share: shares[kind] ?? 0, ...CLIENTS[kind] }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
}
