import { Resolver } from "node:dns/promises";
import { attempt, within, type Limit } from "./limit.ts";

/** What is asked: where a name leads. */
export interface DnsQuestion {
  /** A name that has CNAME records. */
  readonly name: string;
  /** The name servers of its zone, by their names. */
  readonly nameServers: readonly string[];
  /** Servers to ask instead, `address` or `address:port`: theirs are taken for the zone's own. */
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

/** A weighted name has many answers: how often each server is asked. */
const TIMES = 3;

export const OWN_RESOLVER = "this machine's resolver";

/**
 * Ask the zone's own name servers, and this machine's resolver, where a name leads. Never rejects, and
 * ends within so many seconds.
 */
export function askDns(question: DnsQuestion, seconds: number): Promise<readonly DnsAnswer[]> {
  const { name, nameServers, resolvers } = question;
  return within(seconds, (limit) => {
    const ask = (server: string, addresses: () => Promise<readonly string[]>, keeps = false) =>
      askServer({ server, keeps, addresses, name }, limit);
    if (resolvers)
      return Promise.all(resolvers.map((one) => ask(one, () => Promise.resolve([one]))));
    return Promise.all([
      ...nameServers.map((one) => ask(one, () => resolverOf(limit).resolve4(one))),
      ask(OWN_RESOLVER, () => Promise.resolve(new Resolver().getServers()), true),
    ]);
  });
}

interface Asked {
  readonly server: string;
  readonly keeps: boolean;
  readonly name: string;
  readonly addresses: () => Promise<readonly string[]>;
}

async function askServer(
  { server, keeps, name, addresses }: Asked,
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
    inWords,
  );
  if (!answered.ok) return { server, keeps, targets: [], failed: answered.failed };
  const targets = answered.value.map((target) => target.toLowerCase().replace(/\.$/, ""));
  return { server, keeps, targets: [...new Set(targets)] };
}

function resolverOf(limit: Limit): Resolver {
  const resolver = new Resolver({ timeout: Math.ceil((limit.seconds * 1000) / 3), tries: 2 });
  limit.signal.addEventListener("abort", () => {
    resolver.cancel();
  });
  return resolver;
}

/** https://nodejs.org/api/dns.html#error-codes */
function inWords(error: unknown): string {
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
