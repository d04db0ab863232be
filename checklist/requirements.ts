import type { RequiredItem, Facts } from "../rollout/facts.ts";
import type { Increase } from "../rollout/gate.ts";
import { stageAfter, type Plan } from "../rollout/plan.ts";
import type { Ending, RolloutRecord } from "../rollout/record.ts";
import type { Request } from "../rollout/request.ts";
import { planOf } from "../rollout/increase.ts";
import { classify } from "../rollout/transitions.ts";
import { evidenced, type Item, type Needed } from "./item.ts";
import { EVIDENCED } from "./items.ts";
import { EVERYTHING, notApplicable, type Scope } from "./scope.ts";

/** The oldest that evidence may be at a start, in seconds, by item; the items' own where absent. */
export type Ages = Readonly<Record<string, number>>;

/** The stages at which an item may be required, in percent. */
export const STAGES = ["25", "50", "75", "100"] as const satisfies readonly Needed[];

/** The evidence that a request requires: of the canary, and of the rollout that ended before. */
export function requirementsOf(
  record: RolloutRecord,
  request: Request,
  ages: Ages = {},
  scope: Scope = EVERYTHING,
): Pick<Facts["evidence"], "required" | "closeOut"> {
  const required = stepsOfIncrease(record, request);
  const closeOut = record.owed ? owedAfter(record.owed.ended) : [];
  return {
    required: requirementsAt(required, ages, scope),
    closeOut: requirementsAt(closeOut, ages, scope),
  };
}

/** When items are required for an increase; empty where nothing increases. */
export function stepsOfIncrease(record: RolloutRecord, request: Request): readonly Needed[] {
  if (classify(record, request) === "promote") return ["promote"];
  if (request.percentage <= record.percentage) return [];
  // A skipped stage is refused: what the next one requires is what can be done about it.
  const next = stageAfter(planOf(record, request), record.percentage)?.percentage ?? 100;
  return reached(record.percentage, Math.min(request.percentage, next));
}

/** The same for an increase that the gate judges; `plan` is config's, for a start. */
export function stepsOf(increase: Increase, record: RolloutRecord, plan: Plan): readonly Needed[] {
  if (increase === "promote") return ["promote"];
  const { percentage } = record;
  if (increase === "advance")
    return reached(percentage, stageAfter(record.plan, percentage)?.percentage);
  // Above 0 % in the record, the start restores a weight that somebody took away.
  return reached(0, percentage > 0 ? percentage : stageAfter(plan, 0)?.percentage);
}

function reached(from: number, to = 100): readonly Needed[] {
  const stages = STAGES.filter((stage) => from < Number(stage) && Number(stage) <= to);
  return from === 0 ? ["start", ...stages] : stages;
}

/** What is owed for a rollout, by how it ended. */
export function owedAfter(ended: Ending): readonly Needed[] {
  return [ended === "finish" ? "finish" : "roll back", "close-out"];
}

/** The command that verifies an item: `./canary verify cq-lint`. */
export function showing(item: Item): string {
  return evidenced(item) === "attest"
    ? `./canary attest ${item.id} --by NAME`
    : `./canary verify ${item.id}`;
}

function requirementsAt(
  steps: readonly Needed[],
  ages: Ages,
  scope: Scope,
): readonly RequiredItem[] {
  return EVIDENCED.filter(({ needed }) => needed.some((one) => steps.includes(one)))
    .filter((item) => notApplicable(item, scope) === undefined)
    .map((item) => ({
      item: item.id,
      within: ages[item.id] ?? item.within,
      how: evidenced(item) === "attest" ? "attest" : "verify",
    }));
}
