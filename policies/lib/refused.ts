import { requirementsOf } from "../../checklist/requirements.ts";
import { NO_DRIFT } from "../../rollout/drift.ts";
import { freezesAt } from "../../rollout/freeze.ts";
import { referTo, type Rule } from "../../rollout/refusal.ts";
import { replay, type Replay } from "../../rollout/replay.ts";
import type { JudgedRollout } from "./policy.ts";

/** The transition that made the record, judged again with what the checklist and config require. */
export function replayed({ record, config, now }: JudgedRollout): Replay {
  return replay(record, (before, request) => ({
    now,
    stamp: now,
    evidence: { ...requirementsOf(before, request, {}, config), recorded: [] },
    freezes: freezesAt(now, config.freezes),
    exemptions: [],
    // The record alone is judged: the traffic settings of that time are not kept.
    traffic: NO_DRIFT,
  }));
}

/** Which of the rollout's own rules refuse, of those of these names, as text: the rollout says why. */
export function refusedBy(rollout: JudgedRollout, ...rules: readonly Rule[]): string[] {
  const refusing = replayed(rollout).refusals.map(({ rule }) => rule);
  return rules.filter((rule) => refusing.includes(rule)).map(referTo);
}
