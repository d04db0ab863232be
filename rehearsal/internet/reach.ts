import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { reachIn } from "./reachable.ts";

/**
 * Loaded before a process's own code (`--import`): names of the rehearsal are then resolved by its
 * name servers, and connections to them go to its edges. All else is as it was. What is tested so
 * knows nothing of it.
 */
const { zones, dns: server, http, https } = reachIn(import.meta.url);
const resolver = new dns.Resolver();
resolver.setServers([server]);

function isOurs(host: unknown): boolean {
  if (typeof host !== "string") return false;
  const name = host.toLowerCase().replace(/\.$/, "");
  return zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
}

type Lookup = (hostname: string, ...rest: unknown[]) => void;
type LookupCallback = (error: Error | null, address?: unknown, family?: number) => void;

const lookup = dns.lookup as Lookup;
const ours: Lookup = (hostname, ...rest) => {
  if (!isOurs(hostname)) {
    lookup(hostname, ...rest);
    return;
  }
  const done = rest.at(-1) as LookupCallback;
  const all = (rest[0] as { readonly all?: boolean } | undefined)?.all === true;
  resolver.resolve4(hostname, (error, addresses) => {
    if (error) done(error);
    else if (all)
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    else done(null, addresses[0], 4);
  });
};
Object.assign(dns, { lookup: ours });
syncBuiltinESMExports();

type Connect = (this: net.Socket, ...args: unknown[]) => net.Socket;
interface Target {
  readonly host?: unknown;
  readonly port?: unknown;
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the socket below
const connect = net.Socket.prototype.connect as Connect;
const led: Connect = function (...args) {
  const [first] = args;
  // `net.connect` hands its arguments on as a list, any other caller the options themselves.
  const target = (Array.isArray(first) ? first[0] : first) as Target | undefined;
  const port = isOurs(target?.host) ? { 80: http, 443: https }[Number(target?.port)] : undefined;
  if (target && port !== undefined) Object.assign(target, { port });
  return connect.apply(this, args);
};
Object.assign(net.Socket.prototype, { connect: led });
