import { examineCloseOut, examineEvidence } from "./evidence.ts";
import type { Facts } from "./facts.ts";
import { shortfalls } from "./plan.ts";
import { SCHEMA, type Ending, type Kind, type RolloutRecord } from "./record.ts";
import { isRelease, type Release } from "./release.ts";
import { blocksOf, type Request } from "./request.ts";
import { secondsBetween } from "./time.ts";
import { canaryOf, hasActed, toActOn, type Transition } from "./transitions.ts";

/** The first record of a stack: the stable release, and none beside it. */
export function firstRecord(request: Request, facts: Facts): RolloutRecord {
  return beginning(undefined, { ...request, canary: undefined }, facts);
}

/** A record of a stack that begins, or begins anew since the world outside changed its releases. */
function beginning(
  record: RolloutRecord | undefined,
  request: Request,
  given: Facts,
): RolloutRecord {
  const facts = record ? following(record, given) : given;
  return {
    schema: SCHEMA,
    stable: request.stable,
    canary: canaryOf(request),
    percentage: request.percentage,
    ...planned(request, facts),
    kind: "first",
    enteredAt: facts.stamp,
    evidence: [],
    halted: record?.halted ?? [],
    acted: acted(record, request),
    ...(record && { from: { percentage: record.percentage, enteredAt: record.enteredAt } }),
  };
}

/** The record as it would be were the transition applied; a hold returns the very record. */
export function nextRecord(
  record: RolloutRecord,
  transition: Transition,
  request: Request,
  given: Facts,
): RolloutRecord {
  const { previous, ...rest } = record;
  const facts = INCREASES.includes(transition) ? given : following(record, given);
  const good = previous ?? record.stable;
  const entered = (kind: Kind) => ({
    kind,
    enteredAt: facts.stamp,
    from: { percentage: record.percentage, enteredAt: record.enteredAt },
    evidence: [],
    acted: acted(record, request),
  });
  switch (transition) {
    case "hold":
      return record;
    case "first":
      return beginning(record, request, facts);
    case "prepare":
      return {
        ...record,
        ...entered("prepare"),
        canary: canaryOf(request),
        halted: toActOn(record, request, "halt", canaryOf(request))
          ? halt(record, canaryOf(request), haltReason(request), facts)
          : record.halted,
      };
    case "start":
      return {
        ...unplanned(rest),
        ...entered("start"),
        percentage: request.percentage,
        ...planned(request, facts),
        evidence: [
          ...examineEvidence(record, facts).frozen,
          ...examineCloseOut(record, facts).frozen,
        ],
      };
    case "advance":
      return {
        ...record,
        ...entered("advance"),
        percentage: request.percentage,
        evidence: examineEvidence(record, facts).frozen,
      };
    case "step back":
      return {
        ...record,
        ...entered("step back"),
        percentage: request.percentage,
        halted: toActOn(record, request, "halt", record.canary)
          ? halt(record, record.canary, haltReason(request), facts)
          : record.halted,
      };
    case "halt":
      return {
        ...record,
        ...entered("halt"),
        halted: halt(record, record.canary, haltReason(request), facts),
      };
    case "resume":
      return {
        ...record,
        ...entered("resume"),
        halted: record.halted.filter((halted) => !isRelease(halted.release, record.canary)),
      };
    case "roll back":
      return {
        ...rest,
        ...entered("roll back"),
        ...away(record, "roll back", record.canary, good, request, facts),
      };
    case "revert":
      return {
        ...rest,
        ...entered("revert"),
        ...away(record, "revert", record.stable, good, request, facts),
      };
    case "promote":
      return {
        ...record,
        ...entered("promote"),
        stable: record.canary,
        previous: record.stable,
        evidence: examineEvidence(record, facts).frozen,
      };
    case "finish":
      return {
        ...record,
        ...entered("finish"),
        percentage: 0,
        owed: { ended: "finish", release: record.stable, at: facts.stamp },
      };
    case "refused":
      return {
        ...record,
        ...entered(record.percentage === 0 ? "start" : "advance"),
        percentage: request.percentage,
        stable: request.stable,
        canary: canaryOf(request),
      };
  }
}

/** The plan of a rollout that begins, with the exemptions by which it falls short of the checklist's. */
function planned(
  { plan }: Request,
  { exemptions }: Facts,
): Pick<RolloutRecord, "plan" | "exempted"> {
  const items = shortfalls(plan).map(({ item }) => item);
  const exempted = exemptions.filter(({ item }) => items.includes(item));
  return { plan, ...(exempted.length > 0 && { exempted }) };
}

/** A record without the exemptions of its plan: the next rollout has a plan of its own. */
function unplanned(record: RolloutRecord): RolloutRecord {
  const copy = { ...record };
  delete copy.exempted;
  return copy;
}

/** What a clock that is behind refuses: these keep its time, so that policies get it too. */
const INCREASES: readonly Transition[] = ["start", "advance", "promote", "refused"];

/** The facts with a stamp that is never before the record, for all that passes by a clock that is behind. */
function following(record: RolloutRecord, facts: Facts): Facts {
  const { enteredAt } = record;
  return secondsBetween(enteredAt, facts.stamp) < 0 ? { ...facts, stamp: enteredAt } : facts;
}

/** What a roll back and a revert change: everyone on the good release, the bad one halted. */
function away(
  record: RolloutRecord,
  ended: Ending,
  bad: Release,
  good: Release,
  request: Request,
  facts: Facts,
) {
  const { rollback } = request;
  const cause =
    rollback && toActOn(record, request, "rollback", bad)
      ? { trigger: rollback.trigger, reason: rollback.reason }
      : { reason: `${ended} by config` };
  return {
    stable: good,
    percentage: 0,
    halted: isRelease(good, bad) ? record.halted : halt(record, bad, cause, facts),
    owed: { ended, release: bad, at: facts.stamp },
  };
}

function haltReason(request: Request): { reason: string } {
  return { reason: request.halt?.reason ?? "" };
}

/** The halted list with this release in it, once, with the latest reason. */
function halt(
  record: Pick<RolloutRecord, "halted">,
  release: Release,
  cause: { trigger?: string; reason: string },
  facts: Facts,
): RolloutRecord["halted"] {
  return [
    ...record.halted.filter((halted) => !isRelease(halted.release, release)),
    { release, ...cause, at: facts.stamp },
  ];
}

/** The request's blocks all count as applied, those for other releases too. */
function acted(record: RolloutRecord | undefined, request: Request): RolloutRecord["acted"] {
  const before = record?.acted ?? [];
  const fresh = blocksOf(request).filter(
    (one) => !record || !hasActed(record, one.block, one.release, one.at),
  );
  return [...before, ...fresh];
}
