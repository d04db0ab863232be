import type { Facts } from "./facts.ts";
import { judge } from "./judge.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import { isRelease } from "./release.ts";
import type { Request } from "./request.ts";
import { secondsAfter } from "./time.ts";
import { isGoingBack } from "./transitions.ts";

/** The transition that made a record, judged again. */
export interface Replay {
  /** How the record contradicts itself, as text; absent where it does not. */
  readonly contradiction?: string;
  /** Every rule that refuses the transition. */
  readonly refusals: readonly Refusal[];
}

/** What is known at the time of a transition; its evidence and exemptions are the record's own. */
export type FactsFor = (before: RolloutRecord, request: Request) => Facts;

/** Whether a record came by going back: by its kind, and by a share that did not increase. */
export function cameBack({
  kind,
  percentage,
  from,
}: Pick<RolloutRecord, "kind" | "percentage" | "from">): boolean {
  return isGoingBack(kind) && (from === undefined || percentage <= from.percentage);
}

/**
 * Judge the transition that made a record once more, by the record alone: `from` holds what was before
 * it, and what counted as evidence is frozen in it. So a record holds or fails by the time at which it
 * was made, however long ago. Going back is not judged.
 */
export function replay(record: RolloutRecord, factsFor: FactsFor): Replay {
  if (cameBack(record)) return { refusals: [] };
  const { kind, percentage, from } = record;
  if (kind !== "start" && kind !== "advance" && kind !== "promote") {
    if (percentage === 0) return { refusals: [] };
    return { contradiction: `a ${kind} leaves 0 %, not ${percentage} %`, refusals: [] };
  }
  const before = beforeOf(record);
  if (from === undefined || before === undefined) {
    return { contradiction: `it does not say what its ${kind} came from`, refusals: [] };
  }
  const { stable, canary, plan } = record;
  const request: Request = { percentage, stable, canary, plan };
  const facts = factsFor(before, request);
  const { transition, refusals } = judge(before, request, {
    ...facts,
    evidence: { ...facts.evidence, recorded: frozenEvidence(record) },
    exemptions: exemptIn(record, facts),
  });
  if (transition === kind || refusals.length > 0) return { refusals };
  const contradiction = `from ${from.percentage} % to ${percentage} % with ${stable.version} stable is no ${kind}`;
  return { contradiction, refusals: [] };
}

/** The record before an increase, as far as the increase is judged by it; `undefined` where unknown. */
function beforeOf(record: RolloutRecord): RolloutRecord | undefined {
  const { previous, from, ...rest } = record;
  if (from === undefined) return undefined;
  const before = { ...rest, percentage: from.percentage, enteredAt: from.enteredAt, evidence: [] };
  if (record.kind !== "promote") return { ...before, ...(previous && { previous }) };
  if (previous === undefined || !isRelease(record.stable, record.canary)) return undefined;
  return { ...before, stable: previous };
}

/** What was frozen, for the release whose share increased and for the one whose close-out was owed. */
function frozenEvidence({ evidence, canary, owed }: RolloutRecord): Facts["evidence"]["recorded"] {
  const releases = [canary, ...(owed ? [owed.release] : [])];
  return evidence
    .filter(({ verdict }) => verdict === "pass")
    .flatMap(({ item, at, digest }) =>
      releases.map(({ deployment }) => ({
        item,
        release: deployment,
        verdict: "pass" as const,
        at,
        digest,
      })),
    );
}

/** What was exempt then is exempt still, whatever config says by now. */
function exemptIn({ evidence }: RolloutRecord, { now }: Facts): Facts["exemptions"] {
  return evidence
    .filter(({ verdict }) => verdict === "exempt")
    .map(({ item, digest }) => ({ item, by: "", reason: digest, expires: secondsAfter(now, 1) }));
}
