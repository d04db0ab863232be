import type { AskedItem, Facts, FoundEvidence } from "./facts.ts";
import type { FrozenEvidence, RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";
import { duration, secondsBetween, type Instant } from "./time.ts";

/** The oldest that evidence may be at a start, in seconds, where the item sets none. */
const START_WITHIN = 24 * 60 * 60;

/** How recent evidence must be. */
interface Freshness {
  /** Only what was shown after this counts. */
  readonly after?: Instant;
  /** The oldest allowed, in seconds, where the item sets none; absent where age does not count. */
  readonly within?: number;
}

interface Examined {
  readonly refusals: readonly Refusal[];
  readonly frozen: readonly FrozenEvidence[];
}

/** The evidence asked for a rise of the canary: at a start a day old at most, later newer than the stage. */
export function examineEvidence(record: RolloutRecord, facts: Facts): Examined {
  const fresh = record.percentage === 0 ? { within: START_WITHIN } : { after: record.enteredAt };
  return examine("evidence", facts.evidence.asked, record.canary, fresh, facts);
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
  const refusals: Refusal[] = [];
  const frozen: FrozenEvidence[] = [];
  for (const item of asked) {
    const exemption = facts.exemptions.find(
      (one) => one.item === item.item && secondsBetween(facts.now, one.expires) > 0,
    );
    if (exemption) {
      const digest = `${exemption.by}, until ${exemption.expires}: ${exemption.reason}`;
      frozen.push({ item: item.item, verdict: "exempt", at: facts.stamp, digest });
      continue;
    }
    const found = latest(facts.evidence.found, item.item, release);
    const fault = faultOf(found, item, fresh, facts.now);
    if (fault !== undefined) {
      refusals.push({
        rule,
        seen: `${item.item} for ${release.version} ${fault}`,
        remedy: item.remedy,
      });
    } else if (found) {
      frozen.push({ item: item.item, verdict: "pass", at: found.at, digest: found.digest });
    }
  }
  return { refusals, frozen };
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
  found: FoundEvidence | undefined,
  item: AskedItem,
  fresh: Freshness,
  now: Instant,
): string | undefined {
  if (!found) return "was not shown";
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
