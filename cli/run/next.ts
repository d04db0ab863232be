import type { Facts } from "../../rollout/facts.ts";
import type { Increase, GateVerdict } from "../../rollout/gate.ts";
import { asks, judge } from "../../rollout/judge.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import { describeRefusal, type Rule } from "../../rollout/refusal.ts";
import type { Request } from "../../rollout/request.ts";
import { soakLeft } from "../../rollout/increase.ts";
import { hasCanary } from "../../rollout/traffic.ts";
import { classify, isGoingBack } from "../../rollout/transitions.ts";
import { triggered, type Triggered } from "../../rollout/triggers.ts";
import { nextStep, requested, type Step } from "../step.ts";

/** All that decides what an unattended rollout does next. */
export interface Situation {
  readonly record: RolloutRecord;
  /** What the stack file requests. */
  readonly request: Request;
  /** What is known when a request is judged, with the gate's verdict once it was queried. */
  readonly facts: (request: Request) => Facts;
  /** The stage to stop at, in percent; the whole rollout where absent. */
  readonly until?: number | undefined;
}

/** What a step was judged by. */
export interface JudgedBy {
  readonly record: RolloutRecord;
  readonly facts: Facts;
  /** What the gate measured, where it was queried. */
  readonly gate?: GateVerdict | undefined;
}

export type Next =
  /** The gate's verdict is needed first. */
  | { readonly do: "ask"; readonly increase: Increase }
  /** `by` is what it was judged by. */
  | { readonly do: "step"; readonly step: Step; readonly by: JudgedBy }
  /** `topic` distinguishes the reasons; `seconds` is how long it lasts, where that is known. */
  | {
      readonly do: "wait";
      readonly topic: string;
      readonly message: string;
      readonly seconds?: number;
    }
  | { readonly do: "roll back"; readonly triggered: readonly Triggered[] }
  /** What was to be reached is. */
  | { readonly do: "end"; readonly message: string }
  /** It cannot go on by waiting. */
  | { readonly do: "stop"; readonly message: string };

/** What stands against a step until time, the gate or somebody else takes it away. */
const PASSING: readonly Rule[] = ["soak", "gate", "frozen", "evidence", "close-out"];

/** What an unattended rollout does next. A trigger counts only where the canary has traffic. */
export function whatNext({ record, request, facts: factsFor, until }: Situation): Next {
  const filed = classify(record, request);
  const reached = goal(record, filed === "prepare", until);
  if (reached !== undefined) return { do: "end", message: reached };
  if (isGoingBack(filed)) {
    return { do: "stop", message: `the stack file requests a ${filed}: pulumi up applies it` };
  }
  const step: Step =
    filed === "prepare"
      ? {
          change: {},
          message: `prepare ${(request.canary ?? request.stable).version}`,
          transition: "prepare",
        }
      : nextStep(record, request);
  const asking = requested(request, step.change);
  const facts = factsFor(asking);
  const { transition, refusals } = judge(record, asking, facts);
  const increase = asks(transition);
  if (increase && !facts.gate) return { do: "ask", increase };
  const triggers = facts.gate && record.percentage > 0 ? triggered(facts.gate) : [];
  if (triggers.length > 0) return { do: "roll back", triggered: triggers };
  const message = refusals.map(describeRefusal).join("\n");
  if (refusals.some(({ rule }) => !PASSING.includes(rule)))
    return { do: "stop", message: `${step.message} is refused\n${message}` };
  if (refusals.length === 0) return { do: "step", step, by: { record, facts, gate: facts.gate } };
  const left = soakLeft(record, facts);
  const rules = refusals.map(({ rule }) =>
    rule === "gate" ? `gate ${facts.gate?.verdict ?? ""}` : rule,
  );
  return {
    do: "wait",
    topic: [`${record.percentage} %`, ...rules].join(", "),
    message,
    ...(left > 0 && { seconds: left }),
  };
}

/** What is reached, in words; nothing where there is more to do. */
function goal(
  record: RolloutRecord,
  another: boolean,
  until: number | undefined,
): string | undefined {
  const { canary, stable, percentage } = record;
  if (percentage === 0)
    return hasCanary(record) || another ? undefined : `everyone is on ${stable.version}`;
  return until !== undefined && percentage >= until
    ? `${canary.version} takes ${percentage} %`
    : undefined;
}
