import { Resolver as Stub } from "node:dns/promises";
import type { Resolver } from "./resolver.ts";

/** What resolves a name. */
export type Addresses = Pick<Resolver, "addresses">;

/** Visitors' providers, each of which keeps answers of DNS for all of its visitors. */
export interface Providers {
  readonly count: number;
  /** Where a real resolver answers for each, `ADDRESS:PORT`; absent where the rehearsal's own does. */
  readonly servers?: readonly string[];
  /** How much longer than its TTL an answer may be kept, in seconds of the clock: unbound 1.17 keeps a second for up to two. */
  readonly late: number;
}

/** The rehearsal's own. */
export const OWN: Providers = { count: 100, late: 0 };

/** A resolver that is queried over DNS, as a visitor's machine does, and keeps nothing. */
export function queried(server: string): Addresses {
  const resolver = new Stub({ timeout: 2000, tries: 2 });
  resolver.setServers([server]);
  return { addresses: (name) => resolver.resolve4(name) };
}
