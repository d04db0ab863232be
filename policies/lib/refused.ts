import { requirementsOf } from "../../checklist/requirements.ts";
import { NO_DRIFT } from "../../rollout/drift.ts";
import { freezesAt } from "../../rollout/freeze.ts";
import { describeRefusal, type Rule } from "../../rollout/refusal.ts";
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

/** What the rollout's own rules refuse, those of these names, as text. */
export function refusedBy(rollout: JudgedRollout, ...rules: readonly Rule[]): string[] {
  return replayed(rollout)
    .refusals.filter(({ rule }) => rules.includes(rule))
    .map(describeRefusal);
}
