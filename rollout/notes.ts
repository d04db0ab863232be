import type { RolloutRecord } from "./record.ts";
import { equalReleases, isRelease, type Release } from "./release.ts";
import { blocksOf, type BlockName, type Request } from "./request.ts";
import { hasCanary } from "./traffic.ts";
import { canaryOf, hasActed, toActOn, type Transition } from "./transitions.ts";

/** What a person should know of a transition beside its diff. */
export function notesOn(
  record: RolloutRecord | undefined,
  transition: Transition,
  next: RolloutRecord,
  request: Request,
): string[] {
  return [
    ...(record && transition === "roll back" ? [rollsBack(record, next, request)] : []),
    ...(record ? leftOut(record, transition, next, request) : notPrepared(next, request)),
    ...leftOver(record, transition, next, request),
  ];
}

function rollsBack(record: RolloutRecord, next: RolloutRecord, request: Request): string {
  const said = `this rolls ${record.canary.version} back to ${next.stable.version}`;
  return toActOn(record, request, "rollback", record.canary)
    ? said
    : `${said}; to finish, promote first`;
}

/** A first record takes no canary: where one before it was lost, its halts were lost too. */
function notPrepared(next: RolloutRecord, request: Request): string[] {
  const canary = canaryOf(request);
  if (equalReleases(canary, next.canary)) return [];
  return [
    `there is no record of a rollout: ${next.stable.version} takes all traffic, and releases.canary ${canary.version} is not applied: the next pulumi up prepares it, whatever was halted before`,
  ];
}

/** What a transition that applies a request in part leaves out. */
function leftOut(
  record: RolloutRecord,
  transition: Transition,
  next: RolloutRecord,
  request: Request,
): string[] {
  const notes: string[] = [];
  if (request.percentage !== next.percentage) {
    notes.push(
      `percentage: ${request.percentage} is not applied: a ${transition} leaves ${next.percentage} %`,
    );
  }
  if (!equalReleases(request.stable, next.stable)) {
    notes.push(
      `releases.stable ${request.stable.version} is not applied: a ${transition} leaves ${next.stable.version} stable`,
    );
  }
  const canary = canaryOf(request);
  if (isRelease(canary, request.stable)) {
    // Naming no canary changes nothing where there was none.
    if (hasCanary(record) && !isRelease(canary, next.canary)) {
      notes.push(
        `releases.canary is not taken out: a ${transition} leaves ${next.canary.version} the canary`,
      );
    }
  } else if (!equalReleases(canary, next.canary)) {
    notes.push(
      `releases.canary ${canary.version} is not applied by a ${transition}` +
        (transition === "finish" ? ": the next pulumi up prepares it" : ""),
    );
  }
  return notes;
}

/** Blocks that did nothing: for another release, applied before, or with nothing to act on. */
function leftOver(
  record: RolloutRecord | undefined,
  transition: Transition,
  next: RolloutRecord,
  request: Request,
): string[] {
  return blocksOf(request).flatMap(({ block, release, at }) => {
    if (record && hasActed(record, block, release, at)) {
      return [`the ${block} block of ${at} was applied before; it can be removed`];
    }
    if (record && actsOn(record, transition, next)[block]?.deployment === release) return [];
    const match = [next.stable, next.canary, record?.stable, record?.canary].find(
      (one) => one?.deployment === release,
    );
    return match
      ? [`the ${block} block for ${match.version} has nothing to act on`]
      : [
          `the ${block} block speaks of ${release}, which is neither stable nor canary: it does nothing`,
        ];
  });
}

/** The release that a block acts on in a transition, by the block's name. */
function actsOn(
  record: RolloutRecord,
  transition: Transition,
  next: RolloutRecord,
): Partial<Record<BlockName, Release>> {
  switch (transition) {
    case "roll back":
      return { rollback: record.canary };
    case "revert":
      return { rollback: record.stable };
    case "halt":
    case "step back":
      return { halt: record.canary };
    case "prepare":
      return { halt: next.canary };
    case "resume":
      return { resume: record.canary };
    default:
      return {};
  }
}
