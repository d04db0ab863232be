import { ADDRESSES } from "./addresses.ts";
import { openAuthorities, type AuthoritiesArgs } from "./authorities.ts";
import { authoritative } from "./message.ts";
import { Resolver } from "./resolver.ts";
import { serveDns, type NameServer, type Respond } from "./serve.ts";

export { ADDRESSES } from "./addresses.ts";
export { openAuthorities, type AuthoritiesArgs } from "./authorities.ts";
export type { CloudflareZone } from "./declared.ts";
export { Resolver } from "./resolver.ts";

/** The name servers of the stand-in clouds, and a resolver that queries them. */
export interface Dns {
  /** The resolver's: what `dig @HOST -p PORT` queries. Each cloud's own answers at the same port. */
  readonly host: string;
  readonly port: number;
  /** Where Route 53's name servers answer: `ADDRESS:PORT`. */
  readonly route53: string;
  /** A resolver with a cache of its own, as each visitor's provider has one. */
  resolver(): Resolver;
  close(): Promise<void>;
}

export interface DnsArgs extends AuthoritiesArgs {
  /** How many times as fast as the clock TTLs run out. Default 1. */
  readonly scale?: number;
}

/**
 * Serve what the stand-in clouds hold as DNS, on loopback: Cloudflare's zones, the zones of Route 53
 * that they delegate to, and the vendors' own names.
 */
export async function startDns({ scale = 1, ...args }: DnsArgs): Promise<Dns> {
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
  return {
    host,
    port: bound,
    route53: `${ADDRESSES.route53}:${bound}`,
    resolver,
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      authorities.close();
    },
  };
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const RECURSION_AVAILABLE = 0x0080;
