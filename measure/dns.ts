import { Resolver } from "node:dns/promises";
import { attempt, within, type Limit } from "./limit.ts";
import type { CheckResult } from "./verify/verified.ts";

/** A query: where a name leads. */
export interface DnsQuestion {
  /** A name that has CNAME records. */
  readonly name: string;
  /** The name servers of its zone, by their names. */
  readonly nameServers: readonly string[];
  /** Servers to query instead, `address` or `address:port`: their answers count as the zone's own. */
  readonly resolvers?: readonly string[] | undefined;
}

/** What one server answered. */
export interface DnsAnswer {
  /** `ns-1.awsdns-01.com`, or `this machine's resolver`. */
  readonly server: string;
  /** Whether it may answer what it kept: then the answer can be as old as the record's TTL. */
  readonly keeps: boolean;
  /** The names that it led to, each once, in lower case; none where it gave no answer. */
  readonly targets: readonly string[];
  /** Why there is no answer. */
  readonly failed?: string | undefined;
}

/** What the whole path of DNS is checked by, from the public host to a leg. */
export interface DnsPath {
  /** The host that visitors request. */
  readonly host: string;
  /** The name that answers by weight: what the host must lead to. */
  readonly weighted: string;
  /** Where that may lead in turn: to the entry of the stable leg, or of the canary's. */
  readonly entries: readonly string[];
  /** The resolvers to query, `address` or `address:port`; the machine's own where absent. */
  readonly resolvers?: readonly string[] | undefined;
}

/** A weighted name has many answers: how often each server is queried. */
const TIMES = 3;

export const OWN_RESOLVER = "this machine's resolver";

/**
 * Query the zone's own name servers, and this machine's resolver, for where a name leads. Never rejects,
 * and ends within so many seconds.
 */
export function queryDns(question: DnsQuestion, seconds: number): Promise<readonly DnsAnswer[]> {
  const { name, nameServers, resolvers } = question;
  return within(seconds, (limit) => {
    const query = (server: string, addresses: () => Promise<readonly string[]>, keeps = false) =>
      queryServer({ server, keeps, addresses, name }, limit);
    if (resolvers)
      return Promise.all(resolvers.map((one) => query(one, () => Promise.resolve([one]))));
    return Promise.all([
      ...nameServers.map((one) => query(one, () => resolverOf(limit).resolve4(one))),
      query(OWN_RESOLVER, () => Promise.resolve(new Resolver().getServers()), true),
    ]);
  });
}

interface ServerQuery {
  readonly server: string;
  readonly keeps: boolean;
  readonly name: string;
  readonly addresses: () => Promise<readonly string[]>;
}

async function queryServer(
  { server, keeps, name, addresses }: ServerQuery,
  limit: Limit,
): Promise<DnsAnswer> {
  const answered = await attempt(
    limit,
    async () => {
      const resolver = resolverOf(limit);
      resolver.setServers(await addresses());
      const answers = [];
      for (let time = 0; time < TIMES; time++) answers.push(...(await resolver.resolveCname(name)));
      return answers;
    },
    describe,
  );
  if (!answered.ok) return { server, keeps, targets: [], failed: answered.failed };
  return { server, keeps, targets: [...new Set(answered.value.map(plain))] };
}

/**
 * Whether the public host leads to the weighted name, and that to a leg, by the answers of each resolver.
 * Rejects with the signal's reason once it aborts.
 */
export async function checkDnsPath(path: DnsPath, signal: AbortSignal): Promise<CheckResult> {
  const { host, weighted, resolvers = [] } = path;
  const servers = resolvers.length === 0 ? [undefined] : resolvers;
  const answers = await Promise.all(servers.map((server) => followPath(path, server, signal)));
  const legs = answers.flatMap(({ leg }) => leg ?? []);
  return {
    faults: answers.flatMap(({ faults }) => faults),
    observed: `${host} leads to ${weighted}, and that to ${[...new Set(legs)].join(", ")}`,
    counts: { resolvers: answers.length },
    details: answers.map(({ details }) => details).join("\n"),
  };
}

async function followPath(
  { host, weighted, entries }: DnsPath,
  server: string | undefined,
  signal: AbortSignal,
) {
  const resolver = resolverUntil(signal, 3000);
  if (server !== undefined) resolver.setServers([server]);
  const by = server === undefined ? "" : ` (${server})`;
  const faults: string[] = [];
  const follow = async (name: string, to: readonly string[]): Promise<string | undefined> => {
    try {
      const [target = ""] = (await resolver.resolveCname(name)).map(plain);
      if (to.includes(target)) return target;
      faults.push(`${name} leads to ${target}, not to ${to.join(" or ")}${by}`);
    } catch (error) {
      signal.throwIfAborted();
      faults.push(`${name} has no answer${by}: ${describe(error)}`);
    }
    return undefined;
  };
  const first = await follow(host, [weighted]);
  const leg = await follow(weighted, entries);
  const details = `${host} -> ${first ?? "?"} -> ${leg ?? "?"}${by}`;
  return { faults, leg, details: [details, ...faults].join("\n") };
}

function resolverOf({ seconds, signal }: Limit): Resolver {
  return resolverUntil(signal, Math.ceil((seconds * 1000) / 3));
}

/** A resolver that gives up once the signal aborts; `timeout` is a try's, in milliseconds. */
function resolverUntil(signal: AbortSignal, timeout: number): Resolver {
  const resolver = new Resolver({ timeout, tries: 2 });
  const cancel = () => {
    resolver.cancel();
  };
  signal.addEventListener("abort", cancel, { once: true });
  return resolver;
}

/** A name in lower case, without the dot of the root. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** https://nodejs.org/api/dns.html#error-codes */
function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return CODES[code] ?? (error instanceof Error ? error.message : String(error));
}

const CODES: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such name",
  ENODATA: "no such record",
  ECONNREFUSED: "cannot be reached",
  ETIMEOUT: "no answer",
  ESERVFAIL: "it failed",
  EREFUSED: "it refuses to say",
};
