import * as fc from "fast-check";
import type { Facts } from "../../rollout/facts.ts";
import { judge, type Judgement } from "../../rollout/judge.ts";
import type { Plan } from "../../rollout/plan.ts";
import type { RolloutRecord } from "../../rollout/record.ts";
import type { Release } from "../../rollout/release.ts";
import type { Request } from "../../rollout/request.ts";
import { plans } from "./arbitrary.ts";
import {
  after,
  evidence,
  facts,
  gate,
  halt,
  HOUR,
  nextOf,
  release,
  resume,
  rollback,
} from "./build.ts";

/** The releases that a walk ships, the first of them stable from the start. */
export const SHIPPED: readonly Release[] = ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map((version) =>
  release(version),
);

/** Something that somebody does: what is requested, with which block, after how long, past which gate. */
interface Step {
  readonly move:
    | "onward"
    | "hold"
    | "lower"
    | "to 0"
    | "promote"
    | "revert"
    | "prepare"
    | "leap"
    | "other stable";
  /** Chooses among the releases or the stages where the move leaves a choice. */
  readonly pick: number;
  readonly block: "none" | "halt" | "resume" | "rollback" | "halt another" | "resume another";
  readonly wait: "soak" | "a little" | "less than none";
  readonly gate: "open" | "recovered just now" | "closed" | "not queried";
  readonly plan: Plan;
}

/** What a walk did at one step, and what came of it; `after` is `before` where it was refused. */
export interface Deed {
  readonly before: RolloutRecord | undefined;
  readonly request: Request;
  readonly facts: Facts;
  readonly judged: Judgement;
  readonly after: RolloutRecord | undefined;
}

/** Mostly what a release engineer does next, so that walks get far; else anything. */
export const walks: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    move: weighted<Step["move"]>({
      onward: 32,
      hold: 2,
      lower: 1,
      "to 0": 1,
      promote: 1,
      revert: 3,
      prepare: 1,
      leap: 1,
      "other stable": 1,
    }),
    pick: fc.nat(100),
    block: weighted<Step["block"]>({
      none: 32,
      halt: 2,
      resume: 4,
      rollback: 2,
      "halt another": 1,
      "resume another": 1,
    }),
    wait: weighted<Step["wait"]>({ soak: 12, "a little": 2, "less than none": 1 }),
    gate: weighted<Step["gate"]>({
      open: 12,
      "recovered just now": 1,
      closed: 1,
      "not queried": 2,
    }),
    plan: plans,
  }),
  { minLength: 40, maxLength: 100, size: "max" },
);

/** From the first deployment on: each step judged, and applied where nothing refuses it. */
export function* walk(steps: readonly Step[]): Generator<Deed> {
  const [first] = SHIPPED;
  let record: RolloutRecord | undefined;
  let clock = 0;
  for (const [index, step] of steps.entries()) {
    clock += { soak: HOUR, "a little": 1, "less than none": -HOUR / 2 }[step.wait];
    const now = after(clock);
    const request: Request =
      record === undefined
        ? { percentage: 0, stable: first as Release, plan: step.plan }
        : { ...requested(record, step), plan: step.plan, ...blockOf(record, step, after(index)) };
    const given = facts({ now, evidence: evidence({}), gate: gateOf(step, now) });
    const judged = judge(record, request, given);
    const next = judged.refusals.length === 0 ? nextOf(judged) : record;
    yield { before: record, request, facts: given, judged, after: next };
    record = next;
  }
}

function requested(record: RolloutRecord, { move, pick }: Step): Omit<Request, "plan"> {
  const { percentage, stable, canary, previous, plan } = record;
  const held = { percentage, stable, canary };
  const other = SHIPPED[pick % SHIPPED.length] ?? canary;
  const lower = plan.filter((stage) => stage.percentage < percentage);
  switch (move) {
    case "onward":
      return onward(record, other, pick);
    case "hold":
      return held;
    case "lower":
      return { ...held, percentage: lower[pick % lower.length]?.percentage ?? 0 };
    case "to 0":
      return { ...held, percentage: 0 };
    case "promote":
      return { ...held, stable: canary };
    case "revert":
      return { ...held, stable: previous ?? stable };
    case "prepare":
      return { ...held, canary: other };
    case "leap":
      return { ...held, percentage: plan[pick % plan.length]?.percentage ?? pick };
    case "other stable":
      return { ...held, stable: other };
  }
}

/** What a release engineer requests next: prepare, each stage, promote, finish; or gives up. */
function onward(record: RolloutRecord, other: Release, pick: number): Omit<Request, "plan"> {
  const { percentage, stable, canary, plan } = record;
  const held = { percentage, stable, canary };
  const halted = record.halted.some((one) => one.release.deployment === canary.deployment);
  if (canary.deployment === stable.deployment || (halted && pick % 2 === 0)) {
    if (percentage === 0) return { ...held, canary: other };
    return pick % 3 === 0 ? held : { ...held, percentage: 0 };
  }
  const next = plan.find((stage) => stage.percentage > percentage);
  return next ? { ...held, percentage: next.percentage } : { ...held, stable: canary };
}

function blockOf(record: RolloutRecord, { block, pick }: Step, at: string): Partial<Request> {
  const another = SHIPPED[pick % SHIPPED.length] ?? record.canary;
  switch (block) {
    case "none":
      return {};
    case "halt":
      return { halt: halt(record.canary, { at }) };
    case "resume":
      return { resume: resume(record.canary, { at }) };
    case "rollback":
      return { rollback: rollback(record.canary, { at }) };
    case "halt another":
      return { halt: halt(another, { at }) };
    case "resume another":
      return { resume: resume(another, { at }) };
  }
}

function gateOf(step: Step, now: string): Facts["gate"] {
  return {
    open: gate("open"),
    "recovered just now": gate("open", { recoveredAt: now }),
    closed: gate("closed"),
    "not queried": undefined,
  }[step.gate];
}

function weighted<T extends string>(weights: Readonly<Record<T, number>>): fc.Arbitrary<T> {
  const each = Object.entries<number>(weights) as [T, number][];
  return fc.oneof(...each.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}
