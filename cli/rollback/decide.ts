import { NO_DRIFT } from "../../rollout/drift.ts";
import type { Facts } from "../../rollout/facts.ts";
import { judge } from "../../rollout/judge.ts";
import { isUnreadable, type StoredRecord, type RolloutRecord } from "../../rollout/record.ts";
import { isRelease } from "../../rollout/release.ts";
import type { Blocks, Request } from "../../rollout/request.ts";
import type { Instant } from "../../rollout/time.ts";
import { hasCanary, isHalted, trafficOf } from "../../rollout/traffic.ts";
import type { Transition } from "../../rollout/transitions.ts";
import type { Deployments } from "../move.ts";

/** Why somebody rolls back. */
export interface RollbackCause {
  readonly trigger: string;
  readonly reason: string;
  readonly at: Instant;
}

/** What a roll back does, decided from the record alone. */
export interface Decision {
  readonly transition: Transition | "weights alone";
  /** The record to write; absent where the old one cannot be read and stays. */
  readonly next?: RolloutRecord;
  /** The deployments that the hosts are to serve; absent where nothing says which is good. */
  readonly hosts?: Deployments;
  /** The release taken away, in words; absent where there is none. */
  readonly bad?: string;
  /** What the stack file is to say, so that the next `pulumi up` from it holds. */
  readonly blocks: Blocks;
}

/**
 * Above 0 % it rolls back; at 0 % it reverts the last promote if that still can be, and else halts
 * a prepared canary. The weights go to 100 and 0 in any case: the record is not the traffic.
 */
export function decide(stored: StoredRecord, cause: RollbackCause, to?: string): Decision {
  if (stored === undefined || isUnreadable(stored)) {
    return {
      transition: "weights alone",
      blocks: {},
      ...(to !== undefined && { hosts: { stable: to, origin: to, canaryHost: to } }),
    };
  }
  const request = requestFor(stored, cause);
  const { transition, next } = judge(stored, request, facts(cause.at));
  if (isUnreadable(next)) throw new Error("a readable record leads to a readable one");
  const bad = badOf(stored);
  return {
    transition,
    next,
    hosts: trafficOf(next),
    ...(bad && { bad: bad.version }),
    blocks: { rollback: request.rollback, halt: request.halt },
  };
}

function requestFor(record: RolloutRecord, { trigger, reason, at }: RollbackCause): Request {
  const { stable, canary, previous, plan, percentage } = record;
  const held = { percentage: 0, stable, canary, plan };
  if (percentage > 0) {
    return { ...held, rollback: { release: canary.deployment, trigger, reason, at } };
  }
  if (previous && !isRelease(stable, previous)) {
    return {
      ...held,
      stable: previous,
      rollback: { release: stable.deployment, trigger, reason, at },
    };
  }
  if (hasCanary(record) && !isHalted(record, canary)) {
    return { ...held, halt: { release: canary.deployment, reason: `${trigger}: ${reason}`, at } };
  }
  return held;
}

function badOf(record: RolloutRecord) {
  if (record.percentage > 0) return record.canary;
  if (record.previous) return record.stable;
  return hasCanary(record) ? record.canary : undefined;
}

/** Going back needs no facts. */
function facts(now: Instant): Facts {
  const evidence = { required: [], closeOut: [], recorded: [] };
  return { now, stamp: now, evidence, freezes: [], exemptions: [], traffic: NO_DRIFT };
}
