import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { weights } from "../../rollout/traffic.ts";
import type { FromState } from "../fromState.ts";
import { TimedOut } from "../interrupt.ts";
import { lockHolder, makingWay } from "../lock.ts";
import { moveAliases, moveWeights } from "../move.ts";
import { openOperator, type Operator } from "../operator.ts";
import { engineWords, type Project } from "../project.ts";
import {
  aliasesOf,
  deploymentOf,
  hostOf,
  readState,
  weightOf,
  type State,
  type StateResource,
} from "../state.ts";
import { UserError } from "../userError.ts";
import { decide, type Decision, type Words } from "./decide.ts";

/** How long clouds are asked for what they hold, and how long a write may take, in seconds. */
interface Limits {
  readonly read: number;
  readonly write: number;
}
/** Aliases go first, and the weights must not wait long for a cloud that hangs: 20 s in all. */
const ALIASES: Limits = { read: 8, write: 12 };
/** A write to Route 53 waits until its servers agree, which takes a minute. */
const WEIGHTS: Limits = { read: 20, write: 120 };

/** What a roll back reached, read back from the clouds. */
export interface Outcome {
  readonly decision: Decision;
  readonly weights: { readonly stable: number | undefined; readonly canary: number | undefined };
  /** The state as it was read back. */
  readonly state: State;
  /** What did not move or could not be read, in words; none means that the roll back is complete. */
  readonly faults: readonly string[];
}

export interface RollbackArgs {
  readonly project: Project;
  readonly stack: Stack;
  readonly words: Words;
  /** The good deployment, where the record cannot be read. */
  readonly to?: string | undefined;
  /** How long another update gets to end before its lock is taken away, in seconds. Default 60. */
  readonly patience?: number | undefined;
  /** Told of each step as it happens. */
  readonly say: (text: string) => void;
}

/** Take all traffic off the canary and point the hosts at the good release, whatever else is broken. */
export async function rollback(args: RollbackArgs): Promise<Outcome> {
  try {
    return await makingWay(args, () => carryOut(args));
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(engineWords(error), 3);
  }
}

async function carryOut({ project, stack, words, to, say }: RollbackArgs): Promise<Outcome> {
  const state = await readState(stack);
  const decision = decide(state.found, words, to);
  const { hosts, next } = decision;
  const operator = await openOperator(project, stack, state);
  const write = (what: FromState, limits: Limits) => attempt(stack, what, limits, operator);
  const moveHosts = async () =>
    hosts === undefined ? undefined : write(moveAliases(state, hosts), ALIASES);
  const faults: string[] = [];
  try {
    const stuck = await moveHosts();
    if (hosts !== undefined) {
      say(
        stuck === undefined
          ? `the public host serves ${hosts.stable}`
          : `the aliases did not move: ${stuck}`,
      );
    }

    const legs = await write(moveWeights(state, 0, next), WEIGHTS);
    say(
      legs === undefined ? "stable has weight 100, canary 0" : `the weights did not move: ${legs}`,
    );
    if (legs !== undefined) faults.push(`the weights or the record were not written: ${legs}`);

    if (stuck !== undefined) {
      const again = await moveHosts();
      say(
        again === undefined
          ? "the aliases moved at the second try"
          : `the aliases did not move: ${again}`,
      );
      if (again !== undefined) faults.push(`the aliases were not moved: ${again}`);
    }
    faults.push(...(await readBack(stack, state, operator)));
  } finally {
    await operator.close();
  }
  return outcome(decision, faults, await readState(stack));
}

/**
 * Write, after asking the clouds for what they hold, since the state may lag behind them; where they
 * do not say, write all the same. What went wrong, in words. A lock is thrown on.
 */
async function attempt(
  stack: Stack,
  what: FromState,
  limits: Limits,
  operator: Operator,
): Promise<string | undefined> {
  const asked = what.targets.filter(({ provider }) => provider !== "");
  await tried(stack, () => operator.refresh(asked, limits.read));
  return tried(stack, () => operator.write(what, limits.write));
}

/** Run an operation; what went wrong, in words. A lock is thrown on. */
async function tried(stack: Stack, operate: () => Promise<void>): Promise<string | undefined> {
  try {
    await operate();
    return undefined;
  } catch (error) {
    if (lockHolder(error)) throw error;
    return error instanceof TimedOut ? unlock(stack, error) : engineWords(error);
  }
}

/** An update that was made to stop leaves its lock behind. */
async function unlock(stack: Stack, { message }: TimedOut): Promise<string> {
  await stack.cancel().catch(() => undefined);
  return message;
}

/** Ask the clouds for what they hold now: together, or where one does not answer, apart. */
async function readBack(stack: Stack, state: State, operator: Operator): Promise<string[]> {
  const { weighted } = state;
  const groups: [string, StateResource[]][] = [
    ["weights", [weighted.stable, weighted.canary]],
    ["aliases", aliasesOf(state).map(([, alias]) => alias)],
  ];
  const ask = (targets: StateResource[]) =>
    tried(stack, () => operator.refresh(targets, WEIGHTS.read));
  if ((await ask(groups.flatMap(([, targets]) => targets))) === undefined) return [];
  const faults: string[] = [];
  for (const [what, targets] of groups) {
    const fault = await ask(targets);
    if (fault !== undefined) faults.push(`the ${what} could not be read back: ${fault}`);
  }
  return faults;
}

/** What was reached, and where it is not as it must be. */
function outcome(decision: Decision, faults: readonly string[], state: State): Outcome {
  const { weighted } = state;
  const found = { stable: weightOf(weighted.stable), canary: weightOf(weighted.canary) };
  const all = [...faults];
  for (const leg of ["stable", "canary"] as const) {
    const must = weights(0)[leg];
    if (found[leg] !== must)
      all.push(`the ${leg} record has weight ${found[leg] ?? "unknown"}, not ${must}`);
  }
  for (const [host, alias] of aliasesOf(state)) {
    const deployment = decision.hosts?.[host];
    const points = deploymentOf(alias);
    if (deployment !== undefined && points !== deployment)
      all.push(`${hostOf(alias)} points at ${points ?? "nothing"}, not at ${deployment}`);
  }
  if (!decision.hosts) {
    all.push(
      "the aliases were left as they are, since no record says what is good: name the good release with --to DEPLOYMENT",
    );
  }
  return { decision, weights: found, state, faults: all };
}
