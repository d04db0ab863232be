import { Resolver } from "node:dns/promises";
import { why, type Found } from "./shown.ts";

export interface DnsOptions {
  /** The host that visitors ask for. */
  readonly host: string;
  /** The name that answers by weight: what the host must lead to. */
  readonly weighted: string;
  /** Where that may lead in turn: to the entry of the stable leg, or of the canary's. */
  readonly entries: readonly string[];
  /** Who is asked, an address and a port each if it is not 53; the machine's own resolvers where absent. */
  readonly resolvers?: readonly string[] | undefined;
}

/** Whether the public host leads to the weighted name, and that to a leg, by the answers of each resolver. */
export async function dnsAnswers(options: DnsOptions, signal: AbortSignal): Promise<Found> {
  const { resolvers = [] } = options;
  const asked = resolvers.length === 0 ? [undefined] : resolvers;
  const answers = await Promise.all(asked.map((server) => ask(options, server, signal)));
  const legs = answers.flatMap(({ leg }) => leg ?? []);
  return {
    faults: answers.flatMap(({ faults }) => faults),
    seen: `${options.host} leads to ${options.weighted}, and that to ${[...new Set(legs)].join(", ")}`,
    counts: { resolvers: answers.length },
    details: answers.map(({ details }) => details).join("\n"),
  };
}

async function ask(
  { host, weighted, entries }: DnsOptions,
  server: string | undefined,
  signal: AbortSignal,
) {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);
  const abort = () => {
    resolver.cancel();
  };
  signal.addEventListener("abort", abort, { once: true });
  const by = server === undefined ? "" : ` (${server})`;
  const faults: string[] = [];
  const lead = async (name: string, to: readonly string[]): Promise<string | undefined> => {
    try {
      const [found = ""] = await resolver.resolveCname(name);
      if (to.includes(plain(found))) return plain(found);
      faults.push(`${name} leads to ${plain(found)}, not to ${to.join(" or ")}${by}`);
    } catch (error) {
      signal.throwIfAborted();
      faults.push(`${name} has no answer${by}: ${why(error)}`);
    }
    return undefined;
  };
  try {
    const first = await lead(host, [weighted]);
    const leg = await lead(weighted, entries);
    const details = `${host} -> ${first ?? "?"} -> ${leg ?? "?"}${by}`;
    return { faults, leg, details: [details, ...faults].join("\n") };
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
