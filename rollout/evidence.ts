import type { RequiredItem, Facts, RecordedEvidence } from "./facts.ts";
import type { FrozenEvidence, RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import type { Release } from "./release.ts";
import { duration, secondsBetween, type Instant } from "./time.ts";

/** The oldest that evidence may be at a start, in seconds, where the item sets none. */
const START_WITHIN = 24 * 60 * 60;

/** How recent evidence must be. */
export interface Freshness {
  /** Only what was verified after this counts. */
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
      /** Whether it was verified once, and too long ago. */
      readonly stale: boolean;
    };

/** The evidence that an increase of the canary requires: at a start a day old at most, later newer than the stage. */
export function examineEvidence(record: RolloutRecord, facts: Facts): Examined {
  return examine("evidence", facts.evidence.required, record.canary, freshnessFor(record), facts);
}

/** How recent the evidence for the next increase of a record must be. */
export function freshnessFor({ percentage, enteredAt }: RolloutRecord): Freshness {
  return percentage === 0 ? { within: START_WITHIN } : { after: enteredAt };
}

/** What is owed for the rollout that ended before: verified after its end, however long ago. */
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
  required: readonly RequiredItem[],
  release: Release,
  fresh: Freshness,
  facts: Facts,
): Examined {
  const broken = (facts.evidence.faults ?? []).filter((one) => one.release === release.deployment);
  const refusals: Refusal[] = broken.map(({ message }) => ({
    rule,
    observed: message,
    remedy: "mend the file, or remove it and verify its items again: ./canary verify",
  }));
  const frozen: FrozenEvidence[] = [];
  const lacking: Lacking[] = [];
  for (const { item, how, within } of required) {
    const weighed = weighEvidence({ item, how, within }, release, fresh, facts);
    if (weighed.fault === undefined) frozen.push(weighed.counts);
    // The file itself is what is to be mended: its content is unknown.
    else if (broken.length === 0) lacking.push({ item, how, fault: weighed.fault });
  }
  return { refusals: [...refusals, ...refuseLacking(rule, lacking, release)], frozen };
}

/** An item without evidence that counts. */
interface Lacking extends Pick<RequiredItem, "item" | "how"> {
  readonly fault: string;
}

/** One refusal for all that commands verify, and one for all that people attest: each has one command. */
function refuseLacking(
  rule: "evidence" | "close-out",
  lacking: readonly Lacking[],
  { version }: Release,
): Refusal[] {
  return (["verify", "attest"] as const).flatMap((how) => {
    const own = lacking.filter((one) => one.how === how);
    if (own.length === 0) return [];
    const items = own.map(({ item }) => item);
    const faults = [...new Set(own.map(({ fault }) => fault))].map((fault) => {
      const same = own.filter((one) => one.fault === fault).map(({ item }) => item);
      return `${same.join(", ")} (${fault})`;
    });
    const count = `${items.length} ${items.length === 1 ? "item" : "items"} of ${version}`;
    return [
      {
        rule,
        observed: `${count} not ${how === "verify" ? "verified" : "attested"}: ${faults.join(", ")}`,
        remedy:
          how === "verify" ? "./canary verify" : `./canary attest ${items.join(" ")} --by NAME`,
      },
    ];
  });
}

/** What was verified for an item of a release, or exempted, at the time of the facts. */
export function weighEvidence(
  item: RequiredItem,
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
  const evidence = latest(facts.evidence.recorded, item.item, release);
  if (!evidence) return { fault: "missing", stale: false };
  const fault = faultOf(evidence, item, fresh, facts.now);
  return fault === undefined
    ? { counts: { item: item.item, verdict: "pass", at: evidence.at, digest: evidence.digest } }
    : { fault, stale: evidence.verdict === "pass" };
}

/** The latest for an item and a release; of two at one time the one that failed. */
function latest(
  recorded: readonly RecordedEvidence[],
  item: string,
  release: Release,
): RecordedEvidence | undefined {
  return recorded
    .filter((one) => one.item === item && one.release === release.deployment)
    .reduce<RecordedEvidence | undefined>((a, b) => (a && !replaces(b, a) ? a : b), undefined);
}

function replaces(other: RecordedEvidence, evidence: RecordedEvidence): boolean {
  const later = secondsBetween(evidence.at, other.at);
  return later === 0 ? other.verdict === "fail" : !(later < 0);
}

/** What is wrong with the evidence for an item, as text; `undefined` where it counts. */
function faultOf(
  evidence: RecordedEvidence,
  item: RequiredItem,
  fresh: Freshness,
  now: Instant,
): string | undefined {
  if (evidence.verdict === "fail") return `failed at ${evidence.at}`;
  const age = secondsBetween(evidence.at, now);
  if (Number.isNaN(age)) return `dated ${evidence.at}, which is no moment in UTC`;
  if (age < 0) return `dated ${evidence.at}, which is in the future`;
  const within = fresh.within === undefined ? undefined : (item.within ?? fresh.within);
  if (within !== undefined && age > within)
    return `verified ${duration(age)} ago, which may be ${duration(within)} at most`;
  if (fresh.after !== undefined && !(secondsBetween(fresh.after, evidence.at) > 0)) {
    return `verified at ${evidence.at}, which must be after ${fresh.after}`;
  }
  return undefined;
}
