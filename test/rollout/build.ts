import assert from "node:assert/strict";
import { NO_DRIFT } from "../../rollout/drift.ts";
import type {
  RequiredItem,
  Exemption,
  Facts,
  RecordedEvidence,
  Freeze,
} from "../../rollout/facts.ts";
import type { GateVerdict } from "../../rollout/gate.ts";
import { judge, type Judgement } from "../../rollout/judge.ts";
import { CHECKLIST_PLAN } from "../../rollout/plan.ts";
import { SCHEMA, type RolloutRecord } from "../../rollout/record.ts";
import { describeRefusal } from "../../rollout/refusal.ts";
import type { Release } from "../../rollout/release.ts";
import type { HaltBlock, Request, ResumeBlock, RollbackBlock } from "../../rollout/request.ts";
import { secondsAfter, type Instant } from "../../rollout/time.ts";

/** When the stage of every built record was entered. */
export const T0: Instant = "2026-01-31T12:00:00.000Z";

/** So many seconds after `T0`; before it where negative. */
export function after(seconds: number): Instant {
  return secondsAfter(T0, seconds);
}

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;

/** A release known by its version: `1.5.0` is deployment `dpl_150`. */
export function release(version: string, over: Partial<Release> = {}): Release {
  const digits = version.replaceAll(".", "");
  return { version, commit: digits.padEnd(40, "0"), deployment: `dpl_${digits}`, ...over };
}

/** Stable, its successor, and the one after: the releases of most tests. */
export const OLD = release("1.4.0");
export const NEW = release("1.5.0");
export const NEXT = release("1.6.0");

/** 1.4.0 is stable and 1.5.0 is prepared, since `T0`. */
export function record(over: Partial<RolloutRecord> = {}): RolloutRecord {
  return {
    schema: SCHEMA,
    stable: OLD,
    canary: NEW,
    percentage: 0,
    plan: CHECKLIST_PLAN,
    enteredAt: T0,
    kind: "prepare",
    evidence: [],
    halted: [],
    acted: [],
    ...over,
  };
}

/** 1.5.0 takes so much traffic beside 1.4.0. */
export function rolling(percentage: number, over: Partial<RolloutRecord> = {}): RolloutRecord {
  return record({ percentage, kind: percentage === 10 ? "start" : "advance", ...over });
}

/** 1.5.0 was promoted: it is stable and canary at 100 %, and 1.4.0 is where a revert leads. */
export function promoted(over: Partial<RolloutRecord> = {}): RolloutRecord {
  return record({ stable: NEW, previous: OLD, percentage: 100, kind: "promote", ...over });
}

/** 1.5.0 serves everyone at 0 %, and its close-out is owed. */
export function finished(over: Partial<RolloutRecord> = {}): RolloutRecord {
  const owed = { ended: "finish", release: NEW, at: T0 } as const;
  return promoted({ percentage: 0, kind: "finish", owed, ...over });
}

/** 1.5.0 was rolled back: halted at 0 %, and its close-out is owed. */
export function rolledBack(over: Partial<RolloutRecord> = {}): RolloutRecord {
  const owed = { ended: "roll back", release: NEW, at: T0 } as const;
  return record({ kind: "roll back", halted: [haltedAs(NEW)], owed, ...over });
}

/** A line of a record's halted list. */
export function haltedAs(one: Release, reason = "checkout fails"): RolloutRecord["halted"][number] {
  return { release: one, reason, at: T0 };
}

/** Requests nothing new: what the record has. */
export function request(of: RolloutRecord, over: Partial<Request> = {}): Request {
  const { percentage, stable, canary, plan } = of;
  return { percentage, stable, canary, plan, ...over };
}

/** Two hours after `T0`, longer than any soak; nothing is required, so that nothing is missing. */
export function facts(over: Partial<Facts> = {}): Facts {
  const now = over.now ?? after(2 * HOUR);
  const evidence = { required: [], closeOut: [], recorded: [] };
  return { now, stamp: now, evidence, freezes: [], exemptions: [], traffic: NO_DRIFT, ...over };
}

/** Facts with evidence required and recorded. */
export function evidence(over: Partial<Facts["evidence"]>): Facts["evidence"] {
  return { required: [], closeOut: [], recorded: [], ...over };
}

export function requiredItem(item: string, over: Partial<RequiredItem> = {}): RequiredItem {
  return { item, how: "verify", ...over };
}

/** It passed for 1.5.0, an hour after `T0`. */
export function recordedEvidence(
  item: string,
  over: Partial<RecordedEvidence> = {},
): RecordedEvidence {
  const { deployment } = NEW;
  return { item, release: deployment, verdict: "pass", at: after(HOUR), digest: "d1", ...over };
}

export function exemption(item: string, over: Partial<Exemption> = {}): Exemption {
  return { item, by: "Ada", reason: "no mail in staging", expires: after(3 * HOUR), ...over };
}

export function freeze(over: Partial<Freeze> = {}): Freeze {
  return { reason: "year's end", until: after(9 * HOUR), ...over };
}

export function gate(
  verdict: GateVerdict["verdict"],
  over: Partial<GateVerdict> = {},
): GateVerdict {
  return { verdict, measurements: [], ...over };
}

export function rollback(one: Release, over: Partial<RollbackBlock> = {}): RollbackBlock {
  const cause = { trigger: "error rate above 5 %", reason: "checkout fails" };
  return { release: one.deployment, ...cause, at: after(60), ...over };
}

export function halt(one: Release, over: Partial<HaltBlock> = {}): HaltBlock {
  return { release: one.deployment, reason: "checkout is slow", at: after(61), ...over };
}

export function resume(one: Release, over: Partial<ResumeBlock> = {}): ResumeBlock {
  const message = { rootCause: "a backup was running", by: "Grace" };
  return { release: one.deployment, ...message, at: after(62), ...over };
}

/** The rules that refused, in order. */
export function rules(judgement: Pick<Judgement, "refusals">): string[] {
  return judgement.refusals.map((refusal) => refusal.rule);
}

/** The refusals as a user reads them. */
export function said(judgement: Pick<Judgement, "refusals">): string[] {
  return judgement.refusals.map(describeRefusal);
}

/** The record that a judgement leads to; for those that lead to one that can be read. */
export function nextOf(judgement: Judgement): RolloutRecord {
  if ("unreadable" in judgement.next) throw new Error(judgement.next.unreadable);
  return judgement.next;
}

/** The record after a request that nothing refuses. */
export function apply(
  of: RolloutRecord,
  asks: Partial<Request>,
  now = after(2 * HOUR),
): RolloutRecord {
  const judged = judge(of, request(of, asks), facts({ now }));
  assert.deepEqual(judged.refusals, []);
  return nextOf(judged);
}
