import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { weights } from "../../rollout/traffic.ts";
import type { FromState } from "../fromState.ts";
import { TimedOut } from "../interrupt.ts";
import { lockHolder, makeWay } from "../lock.ts";
import { moveAliases, moveWeights } from "../move.ts";
import { openOperator, type Operator } from "../operator.ts";
import { engineWords, type Project } from "../project.ts";
import { deploymentOf, readState, weightOf, type State, type StateResource } from "../state.ts";
import { UserError } from "../userError.ts";
import { decide, type Decision, type Words } from "./decide.ts";

/** Aliases get this long, since they go first and the weights must not wait for a cloud that hangs. */
const ALIAS_SECONDS = 20;
const WEIGHT_SECONDS = 120;
const READ_SECONDS = 20;
/** How often another writer's lock is met before this gives up. */
const LOCK_TRIES = 3;

/** What a roll back reached, read back from the clouds. */
export interface Outcome {
  readonly decision: Decision;
  readonly weights: { readonly stable: number | undefined; readonly canary: number | undefined };
  readonly aliases: { readonly stable: string | undefined; readonly canary: string | undefined };
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
  /** Told of each step as it happens. */
  readonly say: (text: string) => void;
}

/** Take all traffic off the canary and point both hosts at the good release, whatever else is broken. */
export async function rollback(args: RollbackArgs): Promise<Outcome> {
  for (let tried = 1; ; tried++) {
    try {
      return await carryOut(args);
    } catch (error) {
      const holder = lockHolder(error);
      if (!holder || tried > LOCK_TRIES) throw new UserError(engineWords(error), 3);
      // Whoever held the lock may have moved traffic: once it is gone, all is read again.
      await makeWay(args.stack, holder, args.say);
    }
  }
}

async function carryOut({ project, stack, words, to, say }: RollbackArgs): Promise<Outcome> {
  const state = await readState(stack);
  const decision = decide(state.found, words, to);
  const { good, next } = decision;
  const operator = await openOperator(project, stack, state);
  const write = (what: FromState, seconds: number) => attempt(stack, what, seconds, operator);
  const moveHosts = async () =>
    good === undefined ? undefined : write(moveAliases(state, good), ALIAS_SECONDS);
  const faults: string[] = [];
  try {
    const hosts = await moveHosts();
    if (good !== undefined)
      say(hosts === undefined ? `both hosts serve ${good}` : `the aliases did not move: ${hosts}`);

    const legs = await write(moveWeights(state, 0, next), WEIGHT_SECONDS);
    say(
      legs === undefined ? "stable has weight 100, canary 0" : `the weights did not move: ${legs}`,
    );
    if (legs !== undefined) faults.push(`the weights or the record were not written: ${legs}`);

    if (hosts !== undefined) {
      const again = await moveHosts();
      say(
        again === undefined
          ? "the aliases moved at the second try"
          : `the aliases did not move: ${again}`,
      );
      if (again !== undefined) faults.push(`the aliases were not moved: ${again}`);
    }
    faults.push(...(await readBack(state, operator)));
  } finally {
    await operator.close();
  }
  return outcome(decision, faults, await readState(stack));
}

/**
 * Write, after asking the clouds for what they hold, since the state may lag behind them; where they
 * cannot be asked, write all the same. What went wrong, in words. A lock is thrown on.
 */
async function attempt(
  stack: Stack,
  what: FromState,
  seconds: number,
  operator: Operator,
): Promise<string | undefined> {
  try {
    await operator.write(what, { seconds, refresh: true });
    return undefined;
  } catch (error) {
    if (lockHolder(error)) throw error;
    if (error instanceof TimedOut) return unlock(stack, error);
  }
  try {
    await operator.write(what, { seconds });
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
async function readBack({ weighted, aliases }: State, operator: Operator): Promise<string[]> {
  const groups: [string, StateResource[]][] = [
    ["weights", [weighted.stable, weighted.canary]],
    ["aliases", [aliases.stable, aliases.canary]],
  ];
  const ask = async (targets: StateResource[]): Promise<string | undefined> => {
    try {
      await operator.refresh(targets, READ_SECONDS);
      return undefined;
    } catch (error) {
      return engineWords(error);
    }
  };
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
  const { weighted, aliases } = state;
  const found = {
    weights: { stable: weightOf(weighted.stable), canary: weightOf(weighted.canary) },
    aliases: { stable: deploymentOf(aliases.stable), canary: deploymentOf(aliases.canary) },
  };
  const all = [...faults];
  for (const leg of ["stable", "canary"] as const) {
    const must = weights(0)[leg];
    if (found.weights[leg] !== must)
      all.push(`the ${leg} record has weight ${found.weights[leg] ?? "unknown"}, not ${must}`);
    if (decision.good !== undefined && found.aliases[leg] !== decision.good) {
      all.push(
        `the ${leg} host points at ${found.aliases[leg] ?? "nothing"}, not at ${decision.good}`,
      );
    }
  }
  if (decision.good === undefined) {
    all.push(
      "the aliases were left as they are, since the record cannot be read: name the good release with --to DEPLOYMENT",
    );
  }
  return { decision, ...found, state, faults: all };
}
