import { CHECKLIST_PLAN, percentages, stageAfter } from "./plan.ts";
import type { Refusal } from "./refusal.ts";

/**
 * What is refused of a split that no rollout stands behind: an increase by more than one stage of the
 * checklist's plan. Whatever lowers the canary's share passes.
 *
 * @param from the canary's share that was written last, in percent; 0 where nothing was
 * @param to the share that is requested; unknown where absent, which is refused
 */
export function beyondOneStage(from: number, to: number | undefined): Refusal | undefined {
  if (to !== undefined && to <= from) return undefined;
  const next = stageAfter(CHECKLIST_PLAN, from)?.percentage ?? 100;
  if (to !== undefined && to <= next) return undefined;
  return {
    rule: "stage-skipped",
    observed: `the canary's share has ${from} %, and ${to === undefined ? "an unknown share" : `${to} %`} is requested of stages ${percentages(CHECKLIST_PLAN)}`,
    remedy: `request ${next} % at most; CanaryRollout also has the soak, the evidence and the gate`,
  };
}
