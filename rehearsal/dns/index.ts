import { ADDRESSES } from "./addresses.ts";
import { openAuthorities, type AuthoritiesArgs } from "./authorities.ts";
import { authoritative } from "./message.ts";
import { OWN, type Providers } from "./providers.ts";
import { Resolver } from "./resolver.ts";
import { serveDns, type NameServer, type Respond } from "./serve.ts";
import { sooner } from "./sooner.ts";
import { startUnbound } from "./unbound.ts";

export { ADDRESSES } from "./addresses.ts";
export { openAuthorities, type AuthoritiesArgs } from "./authorities.ts";
export type { CloudflareZone } from "./declared.ts";
export { OWN, queried, type Addresses, type Providers } from "./providers.ts";
export { Resolver } from "./resolver.ts";
export { findUnbound, NoUnbound } from "./unbound.ts";

/** The name servers of the stand-in clouds, and a resolver that queries them. */
export interface Dns {
  /** The resolver's: what `dig @HOST -p PORT` queries. Each cloud's own answers at the same port. */
  readonly host: string;
  readonly port: number;
  /** Where Route 53's name servers answer: `ADDRESS:PORT`. */
  readonly route53: string;
  /** A resolver with a cache of its own, as each visitor's provider has one. */
  resolver(): Resolver;
  /** The visitors' providers. */
  readonly providers: Providers;
  close(): Promise<void>;
}

export interface DnsArgs extends AuthoritiesArgs {
  /** How many times as fast as the clock TTLs run out. Default 1. */
  readonly scale?: number;
  /** The program unbound, which is the visitors' providers then; the rehearsal's own resolver where absent. */
  readonly unbound?: string | undefined;
}

/** How many instances of unbound stand for the visitors' providers: each is a process. */
const INSTANCES = 20;

/**
 * Serve what the stand-in clouds hold as DNS, on loopback: Cloudflare's zones, the zones of Route 53
 * that they delegate to, and the vendors' own names.
 */
export async function startDns({ scale = 1, unbound, ...args }: DnsArgs): Promise<Dns> {
  const authorities = openAuthorities(args);
  const resolver = () => new Resolver(authorities, scale);
  const servers: NameServer[] = [];
  const serve = async (host: string, respond: Respond) => {
    const server = await serveDns(respond, { host, port: servers[0]?.port ?? 0 });
    servers.push(server);
    return server;
  };
  const shared = resolver();
  const { host, port: bound } = await serve(ADDRESSES.resolver, async (query) => {
    const { answers, rcode } = await shared.resolve(query);
    return { rcode, flags: RECURSION_AVAILABLE, answers };
  });
  for (const address of [ADDRESSES.cloudflare, ADDRESSES.route53, ADDRESSES.vendors])
    await serve(address, (query) => authoritative(query, authorities.answer(address, query)));
  let instances: Awaited<ReturnType<typeof startUnbound>> | undefined;
  let providers = OWN;
  if (unbound !== undefined) {
    const faster = (address: string) => address.replace(/^127\.77\.0\./, "127.77.1.");
    for (const address of [ADDRESSES.cloudflare, ADDRESSES.route53, ADDRESSES.vendors])
      await serve(faster(address), (query) =>
        authoritative(query, sooner(authorities.answer(address, query), scale)),
      );
    const addresses = Array.from({ length: INSTANCES }, (_, index) => `127.77.2.${index + 1}`);
    const stubs = authorities.zones().map((one) => ({ ...one, address: faster(one.address) }));
    instances = await startUnbound(unbound, { stubs, port: bound, addresses });
    const own = addresses.map((address) => `${address}:${bound}`);
    providers = { count: INSTANCES, servers: own, late: 1 };
  }
  return {
    providers,
    host,
    port: bound,
    route53: `${ADDRESSES.route53}:${bound}`,
    resolver,
    close: async () => {
      await instances?.close();
      await Promise.all(servers.map((server) => server.close()));
      authorities.close();
    },
  };
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const RECURSION_AVAILABLE = 0x0080;
