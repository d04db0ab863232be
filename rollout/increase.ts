import { refuseDrift } from "./drift.ts";
import { examineCloseOut, examineEvidence } from "./evidence.ts";
import type { Facts } from "./facts.ts";
import type { GateVerdict } from "./gate.ts";
import { percentages, stageAfter, stageAt, type Plan } from "./plan.ts";
import type { RolloutRecord } from "./record.ts";
import type { Refusal } from "./refusal.ts";
import type { Request } from "./request.ts";
import { duration, later, secondsAfter, secondsBetween } from "./time.ts";
import { hasCanary, isHalted } from "./traffic.ts";

/** The plan that counts: the record's while a rollout is under way, config's for the next start. */
export function planOf(record: RolloutRecord, request: Request): Plan {
  return record.percentage > 0 ? record.plan : request.plan;
}

/** Every rule that refuses a start or an advance. */
export function refuseIncrease(record: RolloutRecord, request: Request, facts: Facts): Refusal[] {
  return [
    ...refuseNoCanary(record),
    ...refuseHalted(record),
    ...refuseSkip(record, request),
    ...refuseSoak(record, facts),
    ...refuseClock(record, facts),
    ...refuseDrift(record, facts),
    ...refuseFrozen(facts),
    ...refuseLapsed(record, facts),
    ...examineEvidence(record, facts).refusals,
    ...(record.percentage === 0 ? examineCloseOut(record, facts).refusals : []),
    ...refuseGate(facts.gate),
  ];
}

/** Every rule that refuses a promote. */
export function refusePromote(record: RolloutRecord, facts: Facts): Refusal[] {
  return [
    ...refuseHalted(record),
    ...refuseSoak(record, facts),
    ...refuseClock(record, facts),
    ...refuseDrift(record, facts),
    ...refuseFrozen(facts),
    ...refuseLapsed(record, facts),
    ...examineEvidence(record, facts).refusals,
    ...refuseGate(facts.gate),
  ];
}

/** A percentage that the plan does not have. */
export function refuseNoSuchStage(record: RolloutRecord, request: Request): Refusal[] {
  const plan = planOf(record, request);
  if (request.percentage === 0 || stageAt(plan, request.percentage)) return [];
  return [
    {
      rule: "no-such-stage",
      observed: `${request.percentage} % is no stage of the plan`,
      remedy: `percentage takes 0, ${percentages(plan)}`,
    },
  ];
}

/** The share of a halted release may decrease, never increase. */
export function refuseHalted(record: RolloutRecord): Refusal[] {
  if (!isHalted(record, record.canary)) return [];
  const { version, deployment } = record.canary;
  const why = record.halted.find((one) => one.release.deployment === deployment)?.reason ?? "";
  return [
    {
      rule: "halted",
      observed: `${version} is halted${why ? ` (${why})` : ""}`,
      remedy:
        record.percentage === 0
          ? `./canary resume lets it start again, or name another release under releases.canary`
          : `step back or roll back; a halted release goes on only from 0 %, after ./canary resume`,
    },
  ];
}

/** The gate's own verdict, with each number that keeps it from opening. */
export function refuseGate(gate: GateVerdict | undefined): Refusal[] {
  if (gate === undefined || gate.verdict === "open") return [];
  const against = gate.measurements.filter(
    (one) => one.verdict === "closed" || one.verdict === "inconclusive",
  );
  const observed = against.map((one) => `${one.name} ${one.observed}`).join("; ");
  return [
    {
      rule: "gate",
      observed: `the gate is ${gate.verdict}${observed ? `: ${observed}` : ""}`,
      remedy:
        gate.verdict === "closed"
          ? "hold until it opens, or roll back: ./canary rollback"
          : "nothing increases on missing data: see that it is measured, then try again",
    },
  ];
}

function refuseNoCanary(record: RolloutRecord): Refusal[] {
  if (hasCanary(record)) return [];
  return [
    {
      rule: "no-canary",
      observed: `${record.stable.version} is stable and there is no canary`,
      remedy: "name the new release under releases.canary and apply it at percentage: 0 first",
    },
  ];
}

function refuseSkip(record: RolloutRecord, request: Request): Refusal[] {
  const plan = planOf(record, request);
  const next = stageAfter(plan, record.percentage);
  if (next === undefined || request.percentage <= next.percentage) return [];
  return [
    {
      rule: "stage-skipped",
      observed: `${request.percentage} % was requested at ${record.percentage} %, and the next stage is ${next.percentage} %`,
      remedy: `percentage: ${next.percentage}`,
    },
  ];
}

/** Seconds that the stage must still hold; 0 where it has, and where that is unknown. */
export function soakLeft(record: RolloutRecord, facts: Facts): number {
  const { stage, held } = soakOf(record, facts);
  return stage && held < stage.soak ? stage.soak - held : 0;
}

/** The stage, what its soak counts from, and the seconds since, `NaN` where they are unknown. */
export function soakOf(record: RolloutRecord, facts: Pick<Facts, "now" | "gate">) {
  const since = later(record.enteredAt, facts.gate?.recoveredAt);
  return {
    stage: stageAt(record.plan, record.percentage),
    since,
    held: secondsBetween(since, facts.now),
  };
}

function refuseSoak(record: RolloutRecord, facts: Facts): Refusal[] {
  if (record.percentage === 0) return [];
  const { version } = record.canary;
  const { stage, since, held } = soakOf(record, facts);
  if (!stage || Number.isNaN(held)) {
    const observed = stage
      ? `how long ${version} has held ${stage.percentage} % is not known from "${since}" to "${facts.now}"`
      : `${record.percentage} % is no stage of the plan that ${version} started with, so no soak is known for it`;
    return [{ rule: "soak", observed, remedy: "step back or roll back: ./canary rollback" }];
  }
  if (held >= stage.soak) return [];
  const because = since === record.enteredAt ? "" : ` since a monitor recovered at ${since}`;
  return [
    {
      rule: "soak",
      observed: `${version} has held ${stage.percentage} % for ${duration(Math.floor(held))} of ${duration(stage.soak)}${because}`,
      remedy: `wait ${duration(stage.soak - held)}, until ${secondsAfter(since, stage.soak)}`,
    },
  ];
}

function refuseClock(record: RolloutRecord, facts: Facts): Refusal[] {
  const since = secondsBetween(record.enteredAt, facts.now);
  // Written so that a time that cannot be read refuses too.
  if (since >= 0) return [];
  return [
    {
      rule: "clock-went-back",
      observed: `it is ${facts.now} here, before ${record.enteredAt}, when this stage was entered`,
      remedy: "set this machine's clock right",
    },
  ];
}

function refuseFrozen(facts: Facts): Refusal[] {
  return facts.freezes.map((freeze) => ({
    rule: "frozen",
    observed: `a freeze is in force until ${freeze.until} (${freeze.reason})`,
    remedy: "wait until it ends; rolling back stays possible",
  }));
}

/** What config requests by an exemption that ran out, or was never one. */
function refuseLapsed(record: RolloutRecord, { lapsed = [] }: Facts): Refusal[] {
  return lapsed
    .filter(({ refuses: requested }) => requested === "every increase" || record.percentage === 0)
    .map(({ observed }) => ({
      rule: "exemption",
      observed,
      remedy: "have an approver renew it, or take what needs it out of config",
    }));
}
