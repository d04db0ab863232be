import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { isIPv6 } from "node:net";
import { decode, encode, RECURSION_DESIRED } from "dns-packet";
import { attempt, within, type Answer, type Limit } from "./limit.ts";
import { why } from "./verify/verified.ts";

/** The question: to whom a zone delegates a name inside it. */
export interface DelegationQuestion {
  readonly name: string;
  readonly zone: string;
  /** Servers to query instead of the zone's own, `address` or `address:port`. */
  readonly resolvers?: readonly string[] | undefined;
}

/** A zone's servers hold the same: so many are queried. */
const SERVERS = 2;
/** The codes of a reply that says what there is, no error and no such name, and the bits of the flags that hold it. */
const CODES: readonly number[] = [0, 3];
const CODE = 0x000f;

/**
 * The name servers that a name is delegated to, in lower case; empty where it is not, or where nobody
 * can be queried. Never rejects, and ends within so many seconds.
 */
export async function delegatedTo(
  question: DelegationQuestion,
  seconds: number,
): Promise<readonly string[]> {
  const answer = await askDelegation(question, seconds);
  return answer.ok ? answer.value : [];
}

/**
 * As `delegatedTo`, with why there is no answer where no server gives one.
 *
 * A zone's servers answer with a referral (https://www.rfc-editor.org/rfc/rfc1034#section-4.3.2), which
 * Node's own resolver leaves out of what it gives.
 */
export function askDelegation(
  question: DelegationQuestion,
  seconds: number,
): Promise<Answer<readonly string[]>> {
  return within(seconds, async (limit): Promise<Answer<readonly string[]>> => {
    const servers = await attempt(limit, () => serversOf(question, limit), why);
    if (!servers.ok) return servers;
    const result = await Promise.all(
      servers.value.map((server) => attempt(limit, () => ask(server, question.name, limit), why)),
    );
    const answers = result.flatMap((one) => (one.ok ? [one.value] : []));
    const [failed] = result.flatMap((one) => (one.ok ? [] : [one.failed]));
    if (answers.length === 0)
      return { ok: false, failed: failed ?? `${question.zone} has no name server` };
    return { ok: true, value: [...new Set(answers.flat())].sort() };
  });
}

async function serversOf(
  { zone, resolvers }: DelegationQuestion,
  { signal }: Limit,
): Promise<readonly string[]> {
  if (resolvers) return resolvers;
  const resolver = new Resolver();
  signal.addEventListener("abort", () => {
    resolver.cancel();
  });
  const names = await resolver.resolveNs(zone);
  const addresses = await Promise.all(
    names.slice(0, SERVERS).map(async (one) => (await resolver.resolve4(one)).slice(0, 1)),
  );
  return addresses.flat();
}

async function ask(server: string, name: string, { signal }: Limit): Promise<readonly string[]> {
  const { address, port } = placeOf(server);
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  const id = Math.floor(Math.random() * 0xffff);
  signal.addEventListener("abort", () => {
    reject(new Error("no answer in time"));
  });
  socket.on("error", reject);
  socket.on("message", (bytes) => {
    try {
      const packet = decode(bytes);
      if (packet.id !== id) return;
      const code = (packet.flags ?? 0) & CODE;
      if (!CODES.includes(code)) throw new Error(`${server} failed to answer (RCODE ${code})`);
      const records = [...(packet.answers ?? []), ...(packet.authorities ?? [])];
      resolve(
        records.flatMap((one) =>
          one.type === "NS" && same(one.name, name) ? [bare(one.data)] : [],
        ),
      );
    } catch (error) {
      reject(error);
    }
  });
  const query = encode({
    type: "query",
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type: "NS", name }],
  });
  const send = () => {
    socket.send(query);
  };
  // Connected, so that a port where nobody listens is an error at once.
  socket.once("connect", send);
  socket.connect(port, address);
  // A datagram may get lost.
  const again = setInterval(send, 1000);
  try {
    return await promise;
  } finally {
    clearInterval(again);
    socket.close();
  }
}

/** `10.0.0.2`, `10.0.0.2:5353`, `[2001:db8::1]:53` or `2001:db8::1`. */
function placeOf(server: string): { address: string; port: number } {
  if (isIPv6(server)) return { address: server, port: 53 };
  const [, six, four, port = "53"] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(server) ?? [];
  return { address: six ?? four ?? server, port: Number(port) };
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

function same(one: string, other: string): boolean {
  return bare(one) === bare(other);
}
