import type { Facts } from "../rollout/facts.ts";
import { WHEN_APPLIED } from "../rollout/time.ts";

/** What is known beside the record and the gate: the time. `preview` keeps it out of what is shown. */
export function factsAt(now: Date, { preview = false } = {}): Facts {
  const instant = now.toISOString();
  return {
    now: instant,
    stamp: preview ? WHEN_APPLIED : instant,
    evidence: { asked: [], closeOut: [], found: [] },
    freezes: [],
    exemptions: [],
  };
}
