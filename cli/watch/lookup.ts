import { queryDns, type DnsAnswer } from "../../measure/dns.ts";
import { frontOf } from "../monitored.ts";
import type { State, StateResource } from "../state.ts";

/** Seconds that the name servers get. */
const PATIENCE = 5;

/** What the name servers of the weighted name answered, and the names that its two legs lead to. */
export interface Lookup {
  readonly answers: readonly DnsAnswer[];
  readonly stable: string | undefined;
  readonly canary: string | undefined;
}

/** Look the weighted name up; undefined where the state has none. Never rejects. */
export async function lookUp(
  state: State,
  resolvers: readonly string[] | undefined,
): Promise<Lookup | undefined> {
  const { weighted } = frontOf(state);
  if (!weighted) return undefined;
  const { name, nameServers } = weighted;
  const answers = await queryDns({ name, nameServers, resolvers }, PATIENCE);
  return {
    answers,
    stable: targetOf(state.weighted.stable),
    canary: targetOf(state.weighted.canary),
  };
}

/** As answers have it: in lower case, with no dot at the end. */
function targetOf(record: StateResource | undefined): string | undefined {
  const records: unknown = record?.outputs["records"] ?? record?.inputs["records"];
  const target: unknown = Array.isArray(records) ? records[0] : undefined;
  return typeof target === "string" ? target.toLowerCase().replace(/\.$/, "") : undefined;
}
