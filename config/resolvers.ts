import { isIP } from "node:net";
import { z } from "zod";
import { worded } from "./messages.ts";

/** A DNS server by its address, with a port where it is not 53: `10.0.0.2`, `[2001:db8::1]:5353`. */
const resolver = worded(z.string().refine(isServer), {
  allowed: "a DNS server's IP address, with a port where it is not 53, in quotes",
  example: '"10.0.0.2:53"',
});

/** The DNS servers to query where the weighted zone's own cannot be reached. */
export const resolvers = z.array(resolver).min(1);

function isServer(typed: string): boolean {
  const [, six, four, port] = /^(?:\[(.+)\]|([\d.]+))(?::(\d{1,5}))?$/.exec(typed) ?? [];
  const address = six ?? four ?? typed;
  return (
    isIP(address) === (four === undefined ? 6 : 4) && Number(port ?? 53) <= 65535 && port !== "0"
  );
}
