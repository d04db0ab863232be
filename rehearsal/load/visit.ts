import { Agent, request } from "node:https";
import type { Resolver } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import type { Leg, Visited } from "./tally.ts";

/** Where visitors go, and how. */
export interface Site {
  readonly host: string;
  /** The port of this machine that stands for 443. */
  readonly https: number;
  /** The certificates that visitors trust, as PEM. */
  readonly ca: string;
  /** The address of the canary's entry point: any other is stable's. */
  readonly canary: string;
}

interface Page {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** What a visitor does, one after the other. */
const VISIT: readonly Page[] = [
  { method: "GET", path: "/" },
  { method: "GET", path: "/favicon.ico" },
  { method: "GET", path: "/api/products" },
  { method: "GET", path: "/api/products" },
  { method: "POST", path: "/api/session", body: "{}" },
  { method: "GET", path: "/api/account" },
  { method: "GET", path: "/api/products" },
  { method: "POST", path: "/api/payments/test", body: "{}" },
];
export const REQUESTS_A_VISIT = VISIT.length;

const PATIENCE = 10_000;

/**
 * One visitor, from the first page to the order: over one connection that is kept, as a browser does,
 * so that a visit stays with the leg that DNS gave it.
 */
export async function visit(
  site: Site,
  resolver: Resolver,
  tell: (visited: Visited) => void,
): Promise<void> {
  let leg: Leg = "stable";
  const lookup: ReturnType<typeof lookupBy> = (hostname, options, done) => {
    lookupBy(resolver)(hostname, options, (error, address, family) => {
      const [first] = Array.isArray(address) ? address.map((one) => one.address) : [address];
      leg = first === site.canary ? "canary" : "stable";
      done(error, address, family);
    });
  };
  const agent = new Agent({ keepAlive: true, maxSockets: 1, lookup, ca: site.ca });
  try {
    for (const page of VISIT) {
      const at = Date.now();
      const began = performance.now();
      const status = await again(() => ask(site, page, agent), page.method === "GET" ? 1 : 0);
      const ms = performance.now() - began;
      tell({ leg, failed: status === undefined || status >= 500, ms, at });
    }
  } finally {
    agent.destroy();
  }
}

/** Try what got no answer once more, as browsers do where that can do no harm. */
async function again(
  work: () => Promise<number | undefined>,
  times: number,
): Promise<number | undefined> {
  const status = await work();
  return status === undefined && times > 0 ? again(work, times - 1) : status;
}

/** The status; undefined where there was no answer. */
function ask(
  { host, https: port }: Site,
  { method, path, body }: Page,
  agent: Agent,
): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const asking = request({ host, port, method, path, headers: { host }, agent, servername: host });
  asking.setTimeout(PATIENCE, () => asking.destroy());
  asking.once("error", () => {
    resolve(undefined);
  });
  asking.once("response", (response) => {
    response.resume();
    response.once("end", () => {
      resolve(response.statusCode);
    });
    response.once("error", () => {
      resolve(undefined);
    });
  });
  asking.end(body);
  return promise;
}
