import type { Facts } from "./facts.ts";
import type { Increase } from "./gate.ts";
import { firstRecord, nextRecord } from "./next.ts";
import { notesOn } from "./notes.ts";
import {
  isUnreadable,
  type StoredRecord,
  type RolloutRecord,
  type UnreadableRecord,
} from "./record.ts";
import type { Refusal } from "./refusal.ts";
import { isRelease, type Release } from "./release.ts";
import type { Request } from "./request.ts";
import { refuseNoSuchStage, refusePromote, refuseIncrease } from "./increase.ts";
import { secondsBetween } from "./time.ts";
import { hasCanary, isHalted } from "./traffic.ts";
import { canaryOf, classify, contradicted, sameReleases, type Transition } from "./transitions.ts";

/** What a request comes to. */
export interface Judgement {
  readonly transition: Transition;
  /** The record as it would be if allowed, refused or not: the diff of a preview. */
  readonly next: RolloutRecord | UnreadableRecord;
  /** Every rule that refuses it, not only the first; empty where it is applied. */
  readonly refusals: readonly Refusal[];
  /** What a person should know of it: what going back leaves out, which blocks are left over. */
  readonly notes: readonly string[];
}

/** Judge a request against the stack's record. Pure: `facts` holds all else that counts. */
export function judge(stored: StoredRecord, request: Request, facts: Facts): Judgement {
  if (isUnreadable(stored)) return judgeUnreadable(stored, request, facts);
  if (stored === undefined) return judgeFirst(request, facts);
  const transition = exempted(stored, request, facts) ? "first" : classify(stored, request);
  const next = nextRecord(stored, transition, request, facts);
  return {
    transition,
    next,
    refusals: refusalsOf(stored, transition, request, facts),
    notes: notesOn(stored, transition, next, request),
  };
}

/** The increase of a transition that the gate judges; nothing where none is made. */
export function asks(transition: Transition): Increase | undefined {
  return transition === "start" || transition === "advance" || transition === "promote"
    ? transition
    : undefined;
}

/** A decrease always passes, and what stays as it was last written: by the weights alone. */
function judgeUnreadable(
  stored: UnreadableRecord,
  { percentage }: Request,
  { traffic: { share = 0 } }: Facts,
): Judgement {
  if (percentage === 0 || percentage <= share) {
    const note =
      `the rollout's record cannot be read (${stored.unreadable}): the weights alone move, to ${percentage} % canary; ` +
      `the aliases and the record stay as they are. ./canary rollback --to DEPLOYMENT moves the aliases too`;
    const transition = percentage === 0 ? "roll back" : percentage < share ? "step back" : "hold";
    return { transition, next: stored, refusals: [], notes: [note] };
  }
  const refusal: Refusal = {
    rule: "record-unreadable",
    observed: `the rollout's record cannot be read: ${stored.unreadable}`,
    remedy:
      "use the version that wrote it; a lower percentage passes meanwhile, and 0 takes all traffic off the canary",
  };
  return { transition: "refused", next: stored, refusals: [refusal], notes: [] };
}

/**
 * At 0 % it always passes: where a record was lost while the canary had traffic, it takes that away. The
 * stable release alone is applied, so that none is prepared whose halt was lost with the record.
 */
function judgeFirst(request: Request, facts: Facts): Judgement {
  const next = firstRecord(request, facts);
  const refusal: Refusal = {
    rule: "first-deployment",
    observed: `this stack has no record of a rollout, and ${request.percentage} % was requested`,
    remedy: "apply percentage: 0 first",
  };
  return {
    transition: "first",
    next,
    refusals: request.percentage === 0 ? [] : [refusal],
    notes: notesOn(undefined, "first", next, request),
  };
}

function refusalsOf(
  record: RolloutRecord,
  transition: Transition,
  request: Request,
  facts: Facts,
): Refusal[] {
  switch (transition) {
    case "start":
    case "advance":
      return [...refuseNoSuchStage(record, request), ...refuseIncrease(record, request, facts)];
    case "promote":
      return refusePromote(record, facts);
    case "refused":
      return [
        ...refuseReleaseChanged(record, request),
        ...refuseNoSuchStage(record, request),
        ...(request.percentage > record.percentage ? refuseIncrease(record, request, facts) : []),
      ];
    case "first":
      return refuseHaltedStable(record, request);
    default:
      return [];
  }
}

function refuseReleaseChanged(record: RolloutRecord, request: Request): Refusal[] {
  if (sameReleases(record, request)) return [];
  const clash = contradicted(record, request);
  const name = (release: Release) =>
    `${release.version} (${release.deployment}, commit ${release.commit.slice(0, 7)})`;
  const changed: Refusal = {
    rule: "release-changed",
    observed: clash
      ? `${name(clash[0])} was requested, and the record knows ${name(clash[1])}`
      : `the record has stable ${name(record.stable)} and canary ${name(record.canary)}, and stable ${name(request.stable)} with canary ${name(canaryOf(request))} was requested`,
    remedy: clash
      ? `a deployment has one version and one commit, and a version one commit: ${record.percentage > 0 ? "write them as the record has them" : mended(record, clash[1])}`
      : "releases change by a prepare at 0 %, a promote at 100 %, or ./canary rollback: write the releases as the record has them",
  };
  const halted = isRelease(request.stable, record.stable)
    ? []
    : refuseHaltedStable(record, request);
  if (request.percentage === record.percentage) return [changed, ...halted];
  const both: Refusal = {
    rule: "one-change-at-a-time",
    observed: `a release and the percentage (${record.percentage} % to ${request.percentage} %) were changed together`,
    remedy: "apply one, then the other",
  };
  return [changed, both, ...halted];
}

/** How a contradiction is mended at 0 %, where the record may be what is wrong. */
function mended(record: RolloutRecord, release: Release): string {
  if (isHalted(record, release))
    return "write them as the record has them, or give a new build a version of its own";
  return hasCanary(record) && isRelease(release, record.canary)
    ? "where the record is right, write them as it has them; where it has a typo, take releases.canary out, pulumi up, and name it again"
    : "where the record is right, write them as it has them; where it is wrong, exempt release-changed (docs/config.md, exemptions)";
}

/** A halted release that config requests as stable, most often a config from before. */
function refuseHaltedStable(record: RolloutRecord, { stable }: Request): Refusal[] {
  if (!isHalted(record, stable)) return [];
  return [
    {
      rule: "halted",
      observed: `${stable.version} is halted and was requested as stable`,
      remedy: "prepare it as the canary and ./canary resume it first",
    },
  ];
}

/** A release that changed outside, exempted at 0 %: the stack begins anew from it. */
function exempted(record: RolloutRecord, request: Request, facts: Facts): boolean {
  return (
    record.percentage === 0 &&
    request.percentage === 0 &&
    classify(record, request) === "refused" &&
    facts.exemptions.some(
      (one) => one.item === "release-changed" && secondsBetween(facts.now, one.expires) > 0,
    )
  );
}
