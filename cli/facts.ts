import type { Facts } from "../rollout/facts.ts";

/** What the command line knows beside the record: the time. The gate is asked by the program's hook. */
export function factsAt(now: Date): Facts {
  const instant = now.toISOString();
  return {
    now: instant,
    stamp: instant,
    evidence: { asked: [], closeOut: [], found: [] },
    freezes: [],
    exemptions: [],
  };
}
