import { once } from "node:events";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { AuthoritiesArgs, Providers } from "../dns/index.ts";
import type { LastingKind } from "./lasting.ts";
import type { Tally } from "./tally.ts";
import type { Site } from "./visit.ts";

export type { LastingKind } from "./lasting.ts";
export type { Leg, LegTally, Tally } from "./tally.ts";

export interface LoadArgs {
  readonly site: Site;
  /** Hosts of the site that visitors come to beside its own, as many to each. Default none. */
  readonly others?: readonly string[];
  /**
   * What resolvers query, how many times as fast as the clock TTLs run out, and whose answers visitors get: the
   * rehearsal's own resolvers' where absent.
   */
  readonly dns: AuthoritiesArgs & { readonly scale: number; readonly providers?: Providers };
  /** Requests a second that visitors make, in all. */
  readonly rate: number;
  /** Who comes for more than a visit. */
  readonly clients: readonly LastingKind[];
}

/**
 * `look` reads what visitors got since the last `take` or `begin`, which both begin anew: `take` with all
 * requests from now on, `begin` with the visitors who come from now on.
 */
export type Order = "look" | "take" | "begin" | "close";

/** Visitors of the site at a steady rate, and clients that a weight reaches late or never, in a thread of their own. */
export interface Load {
  look(): Promise<Tally>;
  take(): Promise<Tally>;
  begin(): Promise<Tally>;
  close(): Promise<void>;
}

export async function startLoad(args: LoadArgs): Promise<Load> {
  const worker = new Worker(new URL(`worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: args,
  });
  await once(worker, "online");
  let queue: Promise<unknown> = Promise.resolve();
  const ask = (order: Order): Promise<Tally> => {
    const pending = queue.then(async () => {
      const answer = once(worker, "message");
      worker.postMessage(order);
      return ((await answer) as [Tally])[0];
    });
    queue = pending.catch(() => undefined);
    return pending;
  };
  return {
    look: () => ask("look"),
    take: () => ask("take"),
    begin: () => ask("begin"),
    close: async () => {
      worker.postMessage("close");
      await worker.terminate();
    },
  };
}
