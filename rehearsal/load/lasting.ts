import { Agent } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { Addresses } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import { ask, type Answer, type Site } from "./visit.ts";

/** Clients of a kind that come for more than a visit: how they stay with an address. */
export interface LastingKind {
  /** How many of a site's clients they are, in percent. */
  readonly share: number;
  /**
   * How they leave an address that DNS no longer gives: in use, once the answer is over that they keep;
   * with a new connection, which each pause brings; by a pause of so many declared seconds; or never.
   */
  readonly leaves: "with DNS" | "next connection" | "never" | number;
  /** For how long one keeps an answer of DNS itself, in declared seconds. `Infinity`: it resolves once. */
  readonly keeps: number;
}

/** How many pairs of clients there are in all, about; each kind has one at least. */
const PAIRS = 10;
/** How many requests one makes without a pause. */
const IN_A_ROW = 4;
/** Milliseconds between two of them. However fast time passes, the connection is in use meanwhile. */
const BETWEEN = 500;
/** How long one pauses then, in declared seconds, in turn: the second one is long for all that leave by it. */
const PAUSES = [10, 120];

export interface LastingArgs {
  readonly kinds: readonly LastingKind[];
  readonly site: Site;
  /** The resolver of all of them: servers of a company are behind one. */
  readonly resolver: Addresses;
  /** How many times as fast as the clock pauses pass and answers of DNS grow old. */
  readonly scale: number;
  /** Called for each request: what was answered, and the version that it names. */
  readonly onRequest: (answer: Answer, version: string | undefined) => void;
  /** Ends them. */
  readonly signal: AbortSignal;
}

/**
 * Clients that a weight reaches late or never. Of each pair one came during an earlier rollout, and was on
 * the canary's entry point then; one comes now, where DNS leads it.
 */
export function startLasting(args: LastingArgs): void {
  const all = args.kinds.reduce((sum, { share }) => sum + share, 0);
  for (const kind of args.kinds) {
    const pairs = Math.max(1, Math.round((PAIRS * kind.share) / all));
    for (let pair = 0; pair < pairs; pair++)
      for (const address of [args.site.canary, undefined]) void stay(args, kind, address);
  }
}

async function stay(args: LastingArgs, kind: LastingKind, address: string | undefined) {
  const { site, onRequest, signal, scale } = args;
  const lookup = lookupBy(keeping(args, kind, address));
  const keepAlive = kind.leaves !== "with DNS";
  const connect = () => new Agent({ keepAlive, maxSockets: 1, ca: site.ca, lookup });
  const wait = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const isOver = () => signal.aborted;
  let agent = connect();
  for (let turn = 0; !isOver(); turn++) {
    for (let row = 0; row < IN_A_ROW; row++) {
      const { answer, version } = await ask(site, { method: "GET", path: "/" }, agent);
      if (isOver()) break;
      onRequest(answer, version);
      await wait(BETWEEN);
    }
    const pause = PAUSES[turn % PAUSES.length] ?? 0;
    await wait((pause / scale) * 1000);
    if (!closes(kind, pause)) continue;
    agent.destroy();
    agent = connect();
  }
  agent.destroy();
}

/** Whether a client's connection does not outlive a pause of so many declared seconds. */
export function closes({ leaves }: Pick<LastingKind, "leaves">, pause: number): boolean {
  return leaves === "next connection" || (typeof leaves === "number" && pause >= leaves);
}

/** Resolves a name anew only once the answer at hand was kept for long enough; first it is at the address, if any. */
function keeping(
  { resolver, scale }: Pick<LastingArgs, "resolver" | "scale">,
  { keeps }: LastingKind,
  address: string | undefined,
): Addresses {
  const fresh = (result: string[]) => ({
    result,
    until: performance.now() + (keeps / scale) * 1000,
  });
  let first = address === undefined ? undefined : [address];
  let kept: ReturnType<typeof fresh> | undefined;
  return {
    addresses: async (name) => {
      if (kept === undefined || kept.until <= performance.now())
        kept = fresh(first ?? (await resolver.addresses(name)));
      first = undefined;
      return kept.result;
    },
  };
}
