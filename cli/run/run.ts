import { setTimeout as sleep } from "node:timers/promises";
import { settingsIn } from "../../components/trafficSettings.ts";
import type { Stack } from "../engine/stack.ts";
import { gateOf } from "../../program/gate.ts";
import { factsFor } from "../../measure/facts.ts";
import { isUnreadable } from "../../rollout/record.ts";
import type { Facts } from "../../rollout/facts.ts";
import type { Request } from "../../rollout/request.ts";
import type { Triggered } from "../../rollout/triggers.ts";
import { recordAfter } from "../advance.ts";
import { applyChange } from "../apply.ts";
import { readRequested } from "../requested.ts";
import { engineMessages } from "../engine/engine.ts";
import { atThisMachine } from "../describe.ts";
import type { RunEvent } from "../output/run.ts";
import { evidenceFolder, type Project } from "../project.ts";
import { countingFor, reportOf } from "../report.ts";
import { readState } from "../state.ts";
import { localized } from "../times.ts";
import { UserError } from "../userError.ts";
import { whatNext, type Next } from "./next.ts";
import { Written } from "./written.ts";

export interface RunArgs {
  readonly project: Project;
  readonly stack: Stack;
  /** Seconds from one question to the gate to the next. */
  readonly every: number;
  /** The stage to stop at, in percent; the whole rollout where absent. */
  readonly until?: number | undefined;
  /** Whether each step's stack file is committed. */
  readonly commit: boolean;
  readonly emit: (event: RunEvent) => void;
  /** Whether the engine's own output is printed too. */
  readonly verbose?: boolean | undefined;
  /** Ends it, with traffic left where it is: it then rejects. */
  readonly interrupted: AbortSignal;
}

type Taken = Extract<Next, { do: "step" }>;

/** How a run ended by itself: what it reached, or the triggers that it met. */
export type Ended = { readonly reached: string } | { readonly triggered: readonly Triggered[] };

/** How often in a row a cloud or the state may fail before this gives up. */
const TRIES = 3;

/**
 * Take a release through its plan. Everything is read anew each time, so that it goes on from the
 * record however it was left, and heeds what others do meanwhile. Throws (`UserError`, 1) where
 * waiting does not help.
 */
export async function run(args: RunArgs): Promise<Ended> {
  const written = new Written(args.project, args.stack.name);
  try {
    return await proceed(args, written);
  } catch (error) {
    if (args.commit) written.reportUncommitted();
    throw error;
  }
}

async function proceed(args: RunArgs, written: Written): Promise<Ended> {
  const { every, emit, interrupted } = args;
  let topic = "";
  for (;;) {
    const next = await persistently(() => round(args, written), args);
    // A roll back waits for no commit, and makes one of its own.
    if (args.commit && next.do !== "roll back") await written.commit();
    switch (next.do) {
      case "end":
        return { reached: next.message };
      case "roll back":
        return { triggered: next.triggered };
      case "stop":
        throw new UserError(localized(next.message, atThisMachine()), 1);
      case "wait":
        if (next.topic !== topic)
          emit({ event: "waits", message: localized(next.message, atThisMachine()) });
        topic = next.topic;
        await pause(Math.min(every, next.seconds ?? every), interrupted);
    }
  }
}

/** Read how things stand, and take the step if there is one to take. */
async function round(args: RunArgs, written: Written): Promise<Next> {
  const next = await look(args);
  if (next.do === "step") {
    written.add(next.step.message);
    await take(next, args);
  }
  return next;
}

async function look({ project, stack, until, interrupted }: RunArgs): Promise<Next> {
  const [state, filed] = await Promise.all([readState(stack), readRequested(stack, project)]);
  const { stored, pending } = state;
  interrupted.throwIfAborted();
  if (!stored || isUnreadable(stored))
    throw new UserError("there is no rollout to continue: see ./canary status");
  if ("fault" in filed) throw new UserError(filed.fault);
  const { request, config, keys } = filed;
  const evidence = evidenceFolder(project);
  const settings = settingsIn(state.resources);
  const facts = (requested: Request): Facts =>
    factsFor({ ...config, stored, settings, pending, request: requested, evidence }, new Date());
  const situation = { record: stored, request, until, facts };
  const next = whatNext(situation);
  if (next.do !== "ask") return next;
  const ask = gateOf(config, { ...keys, stack: `${project.name}/${stack.name}` });
  const gate = await unless(interrupted, ask(next.increase, stored));
  return whatNext({ ...situation, facts: (requested) => ({ ...facts(requested), gate }) });
}

/** Take a step; says what it is judged by, what it did, and where the rollout stands then. */
async function take({ step, by }: Taken, args: RunArgs): Promise<void> {
  const { project, stack, emit, verbose, interrupted } = args;
  const { change, message } = step;
  const judged = by.gate ? `${message}: the gate is ${by.gate.verdict}` : message;
  emit({ event: "step", message: judged });
  const events = await applyChange(project, stack, change, { verbose, interrupted });
  const after = await recordAfter(stack);
  const evidence = countingFor(by.record, by.facts);
  const report = reportOf({ message, events, before: by.record, after, evidence }, atThisMachine());
  emit({ event: "stepped", message: report.at(-1) ?? message, report: report.slice(0, -1) });
}

/** Try what may fail for a while, a few times in a row. */
async function persistently<T>(
  work: () => Promise<T>,
  { every, emit, interrupted }: RunArgs,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      interrupted.throwIfAborted();
      if (tried >= TRIES) throw error;
      emit({ event: "says", message: `${engineMessages(error)}; trying again` });
      await pause(every, interrupted);
    }
  }
}

async function pause(seconds: number, interrupted: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal: interrupted });
}

/** Wait for a promise no longer than until an interruption, which rejects. */
async function unless<T>(interrupted: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const leave = () => {
    reject(new Error("interrupted"));
  };
  interrupted.addEventListener("abort", leave);
  try {
    return await Promise.race([never, promise]);
  } finally {
    interrupted.removeEventListener("abort", leave);
  }
}
