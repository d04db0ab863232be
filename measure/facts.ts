import { requirementsOf, type Ages } from "../checklist/requirements.ts";
import type { Scope } from "../checklist/scope.ts";
import { weighExemptions } from "../checklist/exemption.ts";
import { ITEMS, VERIFIED_BY } from "../checklist/items.ts";
import { driftOf } from "../rollout/drift.ts";
import type { Exemption, Facts, Lapse } from "../rollout/facts.ts";
import { freezesAt, type Freezes } from "../rollout/freeze.ts";
import { isUnreadable, type StoredRecord, type RolloutRecord } from "../rollout/record.ts";
import { isRelease } from "../rollout/release.ts";
import type { Request } from "../rollout/request.ts";
import { leastShareOf, type TrafficSetting } from "../rollout/traffic.ts";
import { WHEN_APPLIED } from "../rollout/time.ts";
import { readEvidence } from "./evidence.ts";

/** What facts are gathered for, and the part of a stack's config that they are gathered by. */
export interface Subject extends Scope {
  /** The record that the state holds. */
  readonly stored: StoredRecord;
  /** The traffic settings, as the state has them. */
  readonly settings: readonly TrafficSetting[];
  /** The further public hosts, by their names. */
  readonly hosts: { readonly others: Readonly<Record<string, unknown>> };
  /** What an update began and did not end, as text; absent where that is checked later, or is unknown. */
  readonly pending?: readonly string[] | undefined;
  readonly request: Request;
  /** The folder that evidence is kept in. */
  readonly evidence: string;
  /** When nothing may increase. */
  readonly freezes: Freezes;
  /** What is to be exempted, and who may say so. */
  readonly exemptions: readonly Exemption[];
  readonly approvers: readonly string[];
  /** What is requested by exemptions that do not count; none where absent. */
  readonly lapsed?: readonly Lapse[] | undefined;
  /** What is configured of the items, by id: the oldest that the evidence may be at a start, in seconds. */
  readonly verify: Readonly<
    Record<string, { readonly within?: number | undefined; readonly command?: unknown }>
  >;
}

/** What is known where only the time counts: for going back, which nothing else may stop. */
export function factsAt(now: Date, { preview = false } = {}): Facts {
  const instant = now.toISOString();
  return {
    now: instant,
    stamp: preview ? WHEN_APPLIED : instant,
    evidence: { required: [], closeOut: [], recorded: [] },
    freezes: [],
    exemptions: [],
    traffic: { drift: [], pending: [], unknown: ["what routes traffic was not checked"] },
  };
}

/**
 * What is known beside the record and the gate: the time, the evidence that the request requires and
 * what there is of it, what is exempted and whether a freeze is in force. `preview` keeps the time out
 * of what is printed. Never throws: what cannot be read is a fact too, and refuses an increase.
 */
export function factsFor(subject: Subject, now: Date, { preview = false } = {}): Facts {
  const { stored, request, approvers } = subject;
  const time = factsAt(now, { preview });
  const rules = { approvers, items: ITEMS, now: time.now };
  const facts = {
    ...time,
    freezes: freezesAt(time.now, subject.freezes),
    exemptions: weighExemptions(subject.exemptions, rules).counting,
    lapsed: subject.lapsed,
  };
  if (!stored) return facts;
  if (isUnreadable(stored))
    return { ...facts, traffic: { ...facts.traffic, share: leastShareOf(subject.settings) } };
  return {
    ...facts,
    traffic: {
      drift: driftOf(stored, subject.settings, "in the state", Object.keys(subject.hosts.others)),
      pending: subject.pending ?? [],
      unknown: subject.pending ? [] : ["whether an update was cut off was not checked"],
    },
    evidence: {
      ...requirementsOf(stored, request, agesIn(subject), subject),
      ...verifiedFor(stored, subject.evidence, facts.now),
    },
  };
}

/** The oldest that evidence may be at a start, in seconds, for the items that config says it of. */
export function agesIn({ verify }: Pick<Subject, "verify">): Ages {
  return Object.fromEntries(
    Object.entries(verify).flatMap(([id, { within }]) =>
      within === undefined ? [] : [[id, within] as const],
    ),
  );
}

/** The evidence for the canary, and for the release whose close-out is owed. */
function verifiedFor({ canary, owed }: RolloutRecord, folder: string, now: string) {
  const others = owed && !isRelease(owed.release, canary) ? [owed.release] : [];
  const read = [canary, ...others].map((release) => ({
    release,
    ...readEvidence(folder, { release, items: VERIFIED_BY, now }),
  }));
  return {
    recorded: read.flatMap(({ recorded }) => recorded),
    faults: read.flatMap(({ release, faults }) =>
      faults.map((message) => ({ release: release.deployment, message })),
    ),
  };
}
