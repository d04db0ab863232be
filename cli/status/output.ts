import { settingsIn } from "../../components/trafficSettings.ts";
import { factsFor } from "../../measure/facts.ts";
import { driftOf } from "../../rollout/drift.ts";
import type { GateVerdict } from "../../rollout/gate.ts";
import { judge } from "../../rollout/judge.ts";
import { stageAt } from "../../rollout/plan.ts";
import { isUnreadable, readable, type RolloutRecord } from "../../rollout/record.ts";
import { secondsAfter, secondsBetween } from "../../rollout/time.ts";
import { hasCanary, isHalted } from "../../rollout/traffic.ts";
import { absentIn } from "../lacking.ts";
import type { StatusOutput } from "../output/status.ts";
import { aliasesOf, deploymentOf, frontsOf, hostOf, weightsOf } from "../state.ts";
import { nextStep } from "../step.ts";
import type { Situation } from "./lines.ts";

/**
 * A status as a program reads it.
 *
 * @param stack `project/stack`
 * @param gate the gate's verdict on the next step, where it was queried
 */
export function statusOutput(
  stack: string,
  situation: Situation,
  gate: GateVerdict | undefined,
): StatusOutput {
  const { state, lock, now, requested: increase } = situation;
  const { stored, resources, pending } = state;
  const record = readable(stored);
  const moves = record && hasCanary(record) && !isHalted(record, record.canary);
  return {
    stack,
    at: now.toISOString(),
    record: record ? recordOutput(record) : null,
    recordFault:
      stored === undefined
        ? "the state holds none"
        : isUnreadable(stored)
          ? stored.unreadable
          : null,
    soak: record ? soakOutput(record, now) : null,
    next: moves && !("fault" in increase) ? nextStep(record, increase.request).message : null,
    weights: frontsOf(state).map((front) => {
      const { stable = null, canary = null } = weightsOf(front);
      return { host: front.name ?? null, stable, canary };
    }),
    hosts: aliasesOf(state).map(([, alias]) => ({
      host: hostOf(alias),
      deployment: deploymentOf(alias) ?? null,
    })),
    missing: absentIn(state),
    drift: record ? driftOf(record, settingsIn(resources), "in the state") : [],
    pending: [...pending],
    lock: lock ?? null,
    requested: record ? requestedOutput(record, situation) : null,
    gate: gate ? { ...gate, measurements: [...gate.measurements] } : null,
  };
}

/** A record as a program reads it. */
export function recordOutput(record: RolloutRecord) {
  const { stable, canary, percentage, enteredAt, kind } = record;
  return {
    stable,
    canary: hasCanary(record) ? canary : null,
    ...{ percentage, enteredAt, kind },
    halted: isHalted(record, canary),
  };
}

/** A stage's soak as a program reads it; null where no stage holds traffic. */
export function soakOutput({ plan, percentage, enteredAt }: RolloutRecord, now: Date) {
  const stage = stageAt(plan, percentage);
  const heldSeconds = secondsBetween(enteredAt, now.toISOString());
  if (!stage || Number.isNaN(heldSeconds)) return null;
  return { seconds: stage.soak, heldSeconds, until: secondsAfter(enteredAt, stage.soak) };
}

function requestedOutput(
  record: RolloutRecord,
  { state, requested: increase, evidence, now }: Situation,
): StatusOutput["requested"] {
  if ("fault" in increase) return { fault: increase.fault };
  const { request, config } = increase;
  const { resources, pending } = state;
  const settings = settingsIn(resources);
  const facts = factsFor({ ...config, stored: record, settings, pending, request, evidence }, now);
  const { transition, refusals, notes } = judge(record, request, facts);
  const { percentage, stable, canary } = request;
  return {
    percentage,
    stable,
    canary: canary ?? null,
    transition,
    refusals: refusals.map((one) => ({ ...one })),
    notes: [...notes],
  };
}
