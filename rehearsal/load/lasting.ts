import { Agent } from "node:https";
import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Resolver } from "../dns/index.ts";
import { lookupBy } from "../edges/origin.ts";
import { ask, type Answer, type Site } from "./visit.ts";

/** How a client stays with an address: the behaviour of some that were measured. */
interface Kind {
  /** Whether it keeps its connection as long as it lives, or makes one for each request. */
  readonly keepAlive: boolean;
  /** For how long it keeps an answer of DNS, in declared seconds. */
  readonly keeps: number;
}

/** They outlast the TTL of the weighted records, 60 s. */
const KINDS: Readonly<Record<string, Kind>> = {
  "keep-alive for ever: HTTP/2 in use": { keepAlive: true, keeps: Infinity },
  "resolved once: a name in nginx's proxy_pass": { keepAlive: false, keeps: Infinity },
  "TTL ignored: a resolver that serves stale answers": { keepAlive: false, keeps: 600 },
};

/** Milliseconds between two requests of one client. */
const PAUSE = 500;

export interface LastingArgs {
  readonly site: Site;
  readonly resolver: () => Resolver;
  /** How many times as fast as the clock answers of DNS grow old. */
  readonly scale: number;
  /** Called for each request: what was answered, and the version that it names. */
  readonly onRequest: (answer: Answer, version: string | undefined) => void;
  /** Ends them. */
  readonly signal: AbortSignal;
}

/**
 * Clients that a weight reaches late or never. One of each kind came during an earlier rollout and has
 * been on the canary's entry point since; one comes now, where DNS leads it.
 */
export function startLasting(args: LastingArgs): void {
  for (const kind of Object.values(KINDS)) {
    for (const address of [args.site.canary, undefined]) void stay(args, kind, address);
  }
}

async function stay(args: LastingArgs, kind: Kind, address: string | undefined): Promise<void> {
  const { site, onRequest, signal } = args;
  const { keepAlive } = kind;
  const agent = new Agent({
    keepAlive,
    maxSockets: 1,
    ca: site.ca,
    lookup: keeping(args, kind, address),
  });
  for (;;) {
    const { answer, version } = await ask(site, { method: "GET", path: "/" }, agent);
    if (signal.aborted) break;
    onRequest(answer, version);
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
  }
  agent.destroy();
}

/** Resolves a name anew only once the answer at hand was kept for long enough. */
function keeping(
  { resolver, scale }: LastingArgs,
  { keeps }: Kind,
  address: string | undefined,
): LookupFunction {
  const own = resolver();
  const fresh = (result: string[]) => ({
    result,
    until: performance.now() + (keeps / scale) * 1000,
  });
  let kept = address === undefined ? undefined : fresh([address]);
  const addresses = async (name: string) => {
    if (kept && kept.until <= performance.now()) kept = undefined;
    kept ??= fresh(await own.addresses(name));
    return kept.result;
  };
  return lookupBy({ addresses });
}
