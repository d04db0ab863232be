import { openStore } from "../clouds/index.ts";
import { openHealth } from "./health.ts";
import { memoized } from "../clouds/memoized.ts";
import { answerTo } from "./answer.ts";
import { ADDRESSES } from "./addresses.ts";
import type { Question } from "./ask.ts";
import { declaredZones, type CloudflareZone, type Servers } from "./declared.ts";
import { authoritative } from "./message.ts";
import type { Resolver } from "./resolver.ts";
import { openResolvers } from "./resolvers.ts";
import { serveDns, type NameServer, type Respond } from "./serve.ts";

export { ADDRESSES } from "./addresses.ts";
export type { CloudflareZone } from "./declared.ts";
export type { Resolver } from "./resolver.ts";
export { openResolvers, type Resolvers } from "./resolvers.ts";

/** The name servers of the stand-in clouds, and a resolver that asks them. */
export interface Dns {
  /** The resolver's: what `dig @HOST -p PORT` asks. Each cloud's own answers at the same port. */
  readonly host: string;
  readonly port: number;
  /** Where Route 53's name servers answer: `ADDRESS:PORT`. */
  readonly route53: string;
  /** A resolver with a cache of its own, as each visitor's provider has one. */
  resolver(): Resolver;
  close(): Promise<void>;
}

export interface DnsArgs {
  /** The file of the stand-in clouds. */
  readonly file: string;
  /** The zones at Cloudflare. */
  readonly zones: readonly CloudflareZone[];
  /** How many times as fast as the clock TTLs run out. Default 1. */
  readonly scale?: number;
  /** Default: a free one. */
  readonly port?: number;
  /** From 0 up to 1. Default `Math.random`. */
  readonly random?: () => number;
}

/**
 * Serve what the stand-in clouds hold as DNS, on loopback: Cloudflare's zones, the zones of Route 53
 * that they delegate to, and the vendors' own names.
 */
export async function startDns({ file, zones, ...options }: DnsArgs): Promise<Dns> {
  const { scale = 1, port = 0, random = Math.random } = options;
  const store = openStore(file);
  const health = openHealth(file);
  const luck = { random, healthy: (id: string) => health.healthy(id) };
  const declared = memoized(store, () => declaredZones(store, zones, ADDRESSES));
  const of =
    (cloud: keyof Servers): Respond =>
    (query) =>
      authoritative(query, answerTo(query, declared()[cloud], luck));

  const servers: NameServer[] = [];
  const serve = async (host: string, respond: Respond) => {
    const server = await serveDns(respond, { host, port: servers[0]?.port ?? port });
    servers.push(server);
    return server;
  };
  const first = await serve(ADDRESSES.resolver, (query) => recursive(shared, query));
  const resolvers = openResolvers({ file, zones, scale, port: first.port });
  const shared = resolvers.resolver();
  await serve(ADDRESSES.cloudflare, of("cloudflare"));
  await serve(ADDRESSES.route53, of("route53"));
  await serve(ADDRESSES.vendors, of("vendors"));
  return {
    host: first.host,
    port: first.port,
    route53: `${ADDRESSES.route53}:${first.port}`,
    resolver: () => resolvers.resolver(),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      resolvers.close();
      health.close();
      store.close();
    },
  };
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const RECURSION_AVAILABLE = 0x0080;

async function recursive(resolver: Resolver, { name, type }: Question) {
  const { answers, rcode } = await resolver.resolve({ name, type });
  return { rcode, flags: RECURSION_AVAILABLE, answers };
}
