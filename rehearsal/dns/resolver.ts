import type { Answer, DecodedPacket } from "dns-packet";
import { dnsName } from "../clouds/names.ts";
import type { Asker, Question, Server } from "./ask.ts";
import { RCODE } from "./message.ts";
import { closest } from "./zone.ts";

/** Where a resolver begins: the servers of the zones that it knows of by itself. */
export type Hints = readonly { readonly apex: string; readonly server: Server }[];

/** What a resolver found: the chain of records, in order; empty where there is no such name or record. */
export interface Resolved {
  readonly answers: readonly Answer[];
  /** 0 found or no such record, 2 the servers failed, 3 no such name. */
  readonly rcode: 0 | 2 | 3;
}

export interface ResolverArgs {
  readonly hints: () => Hints;
  readonly asker: Asker;
  /** The port that every name server listens on. */
  readonly port: number;
  /** Seconds of the time that TTLs are counted in. */
  readonly now: () => number;
}

const LONGEST_CHAIN = 12;

/**
 * A resolver as a visitor's provider runs it: it follows delegations and CNAMEs, and keeps each answer
 * for its TTL, and that there is none for the zone's.
 */
export class Resolver {
  readonly #args: ResolverArgs;
  readonly #kept = new Map<string, Resolved & { readonly at: number; readonly until: number }>();

  public constructor(args: ResolverArgs) {
    this.#args = args;
  }

  /** Resolve a name; TTLs are what is left of them. */
  public async resolve({ name, type }: Question): Promise<Resolved> {
    const chain: Answer[] = [];
    for (let asked = dnsName(name); chain.length < LONGEST_CHAIN;) {
      const { answers, rcode } = await this.#one({ name: asked, type });
      chain.push(...answers);
      const last = answers.at(-1);
      if (rcode !== 0 || last?.type !== "CNAME" || type === "CNAME")
        return { answers: chain, rcode };
      asked = dnsName(last.data);
    }
    return { answers: [], rcode: 2 };
  }

  /** The addresses of a name; rejects, as getaddrinfo does, where there is none. */
  public async addresses(name: string): Promise<string[]> {
    const { answers, rcode } = await this.resolve({ name, type: "A" });
    const found = answers.flatMap((one) => (one.type === "A" ? [one.data] : []));
    if (found.length === 0) throw new Error(`${rcode === 2 ? "EAI_AGAIN" : "ENOTFOUND"} ${name}`);
    return found;
  }

  /** One link of the chain, kept or asked. */
  async #one(question: Question): Promise<Resolved> {
    const now = this.#args.now();
    const key = `${question.name} ${question.type}`;
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return { ...kept, answers: aged(kept.answers, now - kept.at) };
    const packet = await this.#ask(question).catch(() => undefined);
    const resolved = read(packet, question);
    this.#kept.delete(key);
    const ttl = lifetime(packet, resolved);
    if (ttl > 0) this.#kept.set(key, { ...resolved, at: now, until: now + ttl });
    return resolved;
  }

  /** Ask the servers of the name's zone, from the top down. */
  async #ask(question: Question): Promise<DecodedPacket | undefined> {
    const { asker, port } = this.#args;
    let server = closest(question.name, this.#args.hints())?.server;
    for (let cut = 0; server && cut < LONGEST_CHAIN; cut++) {
      const packet = await asker.ask(server, question);
      const names = referred(packet);
      if (names.length === 0) return packet;
      const host = await this.#firstAddress(names);
      server = host === undefined ? undefined : { host, port };
    }
    return undefined;
  }

  async #firstAddress(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      const found = await this.addresses(name).catch(() => []);
      if (found[0] !== undefined) return found[0];
    }
    return undefined;
  }
}

/** The name servers that a referral names; none in an answer. */
function referred({ answers = [], authorities = [], flag_aa }: DecodedPacket): string[] {
  if (flag_aa || answers.length > 0) return [];
  return authorities.flatMap((one) => (one.type === "NS" ? [one.data] : []));
}

/** The first link alone: what it leads to is another zone's to say, and is asked there. */
function read(packet: DecodedPacket | undefined, { name }: Question): Resolved {
  const rcode = packet ? codeOf(packet) : 2;
  const answers = (packet?.answers ?? []).filter((one) => dnsName(one.name) === name);
  return { answers, rcode: answers.length > 0 ? 0 : rcode };
}

/** What is neither found nor missing has failed. */
function codeOf({ flags = 0 }: DecodedPacket): Resolved["rcode"] {
  const rcode = flags & 0b1111;
  return rcode === RCODE.ok || rcode === RCODE.nxdomain ? rcode : RCODE.failure;
}

function lifetime(packet: DecodedPacket | undefined, { answers, rcode }: Resolved): number {
  if (rcode === 2) return 0;
  if (answers.length > 0) return Math.min(...answers.map(ttlOf));
  return Math.min(
    ...(packet?.authorities ?? []).filter(({ type }) => type === "SOA").map(ttlOf),
    900,
  );
}

function aged(answers: readonly Answer[], seconds: number): Answer[] {
  return answers.map((one) => ({ ...one, ttl: Math.max(0, Math.ceil(ttlOf(one) - seconds)) }));
}

function ttlOf(answer: Answer): number {
  return ("ttl" in answer && answer.ttl) || 0;
}
