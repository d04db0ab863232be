import type { AskedItem, Facts, FoundEvidence } from "./facts.ts";
import type { FrozenEvidence, RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";
import { duration, secondsBetween, type Instant } from "./time.ts";

/** The oldest that evidence may be at a start, in seconds, where the item sets none. */
const START_WITHIN = 24 * 60 * 60;

/** How recent evidence must be. */
export interface Freshness {
  /** Only what was shown after this counts. */
  readonly after?: Instant;
  /** The oldest allowed, in seconds, where the item sets none; absent where age does not count. */
  readonly within?: number;
}

interface Examined {
  readonly refusals: readonly Refusal[];
  readonly frozen: readonly FrozenEvidence[];
}

/** What the evidence for an item comes to: what counts, or why nothing does. */
export type Weighed =
  | { readonly counts: FrozenEvidence; readonly fault?: undefined }
  | {
      readonly fault: string;
      /** Whether it was shown once, and too long ago. */
      readonly stale: boolean;
    };

/** The evidence asked for a rise of the canary: at a start a day old at most, later newer than the stage. */
export function examineEvidence(record: RolloutRecord, facts: Facts): Examined {
  return examine("evidence", facts.evidence.asked, record.canary, freshnessFor(record), facts);
}

/** How recent the evidence for the next rise of a record must be. */
export function freshnessFor({ percentage, enteredAt }: RolloutRecord): Freshness {
  return percentage === 0 ? { within: START_WITHIN } : { after: enteredAt };
}

/** What is owed for the rollout that ended before: shown after its end, however long ago. */
export function examineCloseOut(record: RolloutRecord, facts: Facts): Examined {
  if (!record.owed) return { refusals: [], frozen: [] };
  return examine(
    "close-out",
    facts.evidence.closeOut,
    record.owed.release,
    { after: record.owed.at },
    facts,
  );
}

function examine(
  rule: "evidence" | "close-out",
  asked: readonly AskedItem[],
  release: Release,
  fresh: Freshness,
  facts: Facts,
): Examined {
  const broken = (facts.evidence.faults ?? []).filter((one) => one.release === release.deployment);
  const refusals: Refusal[] = broken.map(({ words }) => ({
    rule,
    seen: words,
    remedy: "mend the file, or take it away and show its items again",
  }));
  const frozen: FrozenEvidence[] = [];
  for (const item of asked) {
    const weighed = weighEvidence(item, release, fresh, facts);
    if (weighed.fault === undefined) frozen.push(weighed.counts);
    // The file itself is what is to be mended: what is in it is not known.
    else if (broken.length === 0)
      refusals.push({
        rule,
        seen: `${item.item} for ${release.version} ${weighed.fault}`,
        remedy: item.remedy,
      });
  }
  return { refusals, frozen };
}

/** What was shown for an item of a release, or let pass, at the moment of the facts. */
export function weighEvidence(
  item: AskedItem,
  release: Release,
  fresh: Freshness,
  facts: Facts,
): Weighed {
  const exemption = facts.exemptions.find(
    (one) => one.item === item.item && secondsBetween(facts.now, one.expires) > 0,
  );
  if (exemption) {
    const digest = `${exemption.by}, until ${exemption.expires}: ${exemption.reason}`;
    return { counts: { item: item.item, verdict: "exempt", at: facts.stamp, digest } };
  }
  const found = latest(facts.evidence.found, item.item, release);
  if (!found) return { fault: "was not shown", stale: false };
  const fault = faultOf(found, item, fresh, facts.now);
  return fault === undefined
    ? { counts: { item: item.item, verdict: "pass", at: found.at, digest: found.digest } }
    : { fault, stale: found.verdict === "pass" };
}

/** The latest for an item and a release; of two at one moment the one that failed. */
function latest(
  found: readonly FoundEvidence[],
  item: string,
  release: Release,
): FoundEvidence | undefined {
  return found
    .filter((one) => one.item === item && one.release === release.deployment)
    .reduce<FoundEvidence | undefined>((a, b) => (a && !replaces(b, a) ? a : b), undefined);
}

function replaces(other: FoundEvidence, known: FoundEvidence): boolean {
  const later = secondsBetween(known.at, other.at);
  return later === 0 ? other.verdict === "fail" : !(later < 0);
}

/** What is wrong with the evidence for an item, in words; `undefined` where it counts. */
function faultOf(
  found: FoundEvidence,
  item: AskedItem,
  fresh: Freshness,
  now: Instant,
): string | undefined {
  if (found.verdict === "fail") return `failed at ${found.at}`;
  const age = secondsBetween(found.at, now);
  if (Number.isNaN(age)) return `is dated ${found.at}, which is no moment in UTC`;
  if (age < 0) return `is dated ${found.at}, which is not yet`;
  const within = fresh.within === undefined ? undefined : (item.within ?? fresh.within);
  if (within !== undefined && age > within)
    return `was shown ${duration(age)} ago, ${duration(within)} at most`;
  if (fresh.after !== undefined && !(secondsBetween(fresh.after, found.at) > 0)) {
    return `was shown at ${found.at}, which must be after ${fresh.after}`;
  }
  return undefined;
}
