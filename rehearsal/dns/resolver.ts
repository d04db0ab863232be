import type { Answer } from "dns-packet";
import { dnsName } from "../clouds/names.ts";
import type { Reply } from "./answer.ts";
import type { Authorities, Question } from "./authorities.ts";
import { answers, RCODE } from "./message.ts";

/** What a resolver found: the chain of records, in order; empty where there is no such name or record. */
export interface Resolved {
  readonly answers: readonly Answer[];
  /** 0 found or no such record, 2 the servers failed, 3 no such name. */
  readonly rcode: 0 | 2 | 3;
}

const LONGEST_CHAIN = 12;

/**
 * A resolver as a visitor's provider runs it: it follows delegations and CNAMEs, and keeps each answer
 * for its TTL, and that there is none for the zone's.
 */
export class Resolver {
  readonly #authorities: Authorities;
  readonly #scale: number;
  readonly #kept = new Map<string, Resolved & { readonly at: number; readonly until: number }>();

  /** @param scale how many times as fast as the clock TTLs run out */
  public constructor(authorities: Authorities, scale: number) {
    this.#authorities = authorities;
    this.#scale = scale;
  }

  /** Resolve a name; TTLs are what is left of them. */
  public async resolve({ name, type }: Question): Promise<Resolved> {
    const chain: Answer[] = [];
    for (let wanted = dnsName(name); chain.length < LONGEST_CHAIN;) {
      const { answers, rcode } = await this.#one({ name: wanted, type });
      chain.push(...answers);
      const last = answers.at(-1);
      if (rcode !== 0 || last?.type !== "CNAME" || type === "CNAME")
        return { answers: chain, rcode };
      wanted = dnsName(last.data);
    }
    return { answers: [], rcode: 2 };
  }

  /** The addresses of a name; rejects, as getaddrinfo does, where there is none. */
  public async addresses(name: string): Promise<string[]> {
    const { answers, rcode } = await this.resolve({ name, type: "A" });
    const result = answers.flatMap((one) => (one.type === "A" ? [one.data] : []));
    if (result.length === 0) throw new Error(`${rcode === 2 ? "EAI_AGAIN" : "ENOTFOUND"} ${name}`);
    return result;
  }

  /** One link of the chain, cached or queried. */
  async #one(question: Question): Promise<Resolved> {
    const now = (performance.now() / 1000) * this.#scale;
    const key = `${question.name} ${question.type}`;
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return { ...kept, answers: aged(kept.answers, now - kept.at) };
    const reply = await this.#ask(question).catch(() => undefined);
    const resolved = read(reply, question);
    this.#kept.delete(key);
    const ttl = lifetime(reply, resolved);
    if (ttl > 0) this.#kept.set(key, { ...resolved, at: now, until: now + ttl });
    return resolved;
  }

  /** Query the servers of the name's zone, from the top down. */
  async #ask(question: Question): Promise<Reply | undefined> {
    let server = this.#authorities.root(question.name);
    for (let cut = 0; server !== undefined && cut < LONGEST_CHAIN; cut++) {
      const reply = this.#authorities.answer(server, question);
      if (reply?.is !== "referral") return reply;
      server = await this.#firstAddress(reply.nameServers.flatMap(({ values }) => values));
    }
    return undefined;
  }

  async #firstAddress(names: readonly string[]): Promise<string | undefined> {
    for (const name of names) {
      const result = await this.addresses(name).catch(() => []);
      if (result[0] !== undefined) return result[0];
    }
    return undefined;
  }
}

/** The first link alone: another zone answers for what it leads to, and is queried for it. */
function read(reply: Reply | undefined, { name }: Question): Resolved {
  const records = reply && "records" in reply ? reply.records : [];
  const matches = answers(records.filter((one) => one.name === name));
  if (matches.length > 0 || reply?.is === "nodata") return { answers: matches, rcode: RCODE.ok };
  return { answers: [], rcode: reply?.is === "nxdomain" ? RCODE.nxdomain : RCODE.failure };
}

function lifetime(reply: Reply | undefined, { answers, rcode }: Resolved): number {
  if (rcode === RCODE.failure) return 0;
  if (answers.length > 0) return Math.min(...answers.map(ttlOf));
  return reply && "zone" in reply ? Math.min(reply.zone.negativeTtl, 900) : 900;
}

function aged(answers: readonly Answer[], seconds: number): Answer[] {
  return answers.map((one) => ({ ...one, ttl: Math.max(0, Math.ceil(ttlOf(one) - seconds)) }));
}

function ttlOf(answer: Answer): number {
  return ("ttl" in answer && answer.ttl) || 0;
}
