import { stageAfter } from "../rollout/plan.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import type { Request } from "../rollout/request.ts";
import { hasCanary } from "../rollout/traffic.ts";
import type { Transition } from "../rollout/transitions.ts";
import type { Change } from "./stackFile.ts";

/** A step of a rollout: what to write in the stack file, and what it does in words. */
export interface Step {
  readonly change: Change;
  readonly message: string;
  readonly transition: Transition;
}

/** A request with a change of the stack file made in it. */
export function requested(request: Request, { releases, ...change }: Change): Request {
  return { ...request, ...change, ...releases };
}

/** What comes next for a record: start, the next stage, promote, finish. */
export function nextStep(record: RolloutRecord, request: Request): Step {
  const { canary, stable, percentage } = record;
  if (percentage > 0 && !hasCanary(record)) {
    return {
      change: { percentage: 0 },
      transition: "finish",
      message: `finish: everyone is on ${stable.version}, which is stable`,
    };
  }
  const next = stageAfter(percentage > 0 ? record.plan : request.plan, percentage);
  if (next) {
    return {
      change: { percentage: next.percentage },
      transition: percentage > 0 ? "advance" : "start",
      message: `${canary.version} from ${percentage} % to ${next.percentage} %`,
    };
  }
  return {
    change: { releases: { stable: canary, canary } },
    transition: "promote",
    message: `promote ${canary.version} to stable`,
  };
}
