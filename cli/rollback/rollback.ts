import { weights } from "../../rollout/traffic.ts";
import { ALIAS, WEIGHTED_RECORD } from "../../components/trafficSettings.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Write } from "../fromState.ts";
import { absentIn, completed } from "../lacking.ts";
import { lockOwner, makingWay } from "../lock.ts";
import { isReached } from "../move.ts";
import type { Operator } from "../operator.ts";
import {
  aliasesOf,
  deploymentOf,
  frontsOf,
  hostOf,
  LEGS,
  parseState,
  readState,
  weightsOf,
  type State,
  type StateResource,
} from "../state.ts";
import { UserError } from "../userError.ts";
import { decide, type Decision, type RollbackCause } from "./decide.ts";
import { planOf, writePrinter, type Plan } from "./plan.ts";

/** How long the clouds may take to answer what they hold, in seconds. */
const READ = 20;

const OVERWRITTEN = "another update, which lives on elsewhere, wrote over the record";

/** What a roll back reached, read back from the clouds. */
export interface Outcome {
  readonly decision: Decision;
  /** Of the first public host where they are not 100 and 0; of the first one where they are everywhere. */
  readonly weights: { readonly stable: number | undefined; readonly canary: number | undefined };
  /** The state as it was read back. */
  readonly state: State;
  /** What did not move or could not be read, in words; none means that the roll back is complete. */
  readonly faults: readonly string[];
}

export interface RollbackArgs {
  /** Writes to the stack. */
  readonly operator: Operator;
  readonly cause: RollbackCause;
  /** The good deployment, where the record cannot be read. */
  readonly to?: string | undefined;
  /** How long another update gets to end before its lock is taken away, in seconds. Default 60. */
  readonly patience?: number | undefined;
  /** Prints each step as it happens. */
  readonly say: (text: string) => void;
}

/** Take all traffic off the canary and point the hosts at the good release, whatever else is broken. */
export async function rollback(args: RollbackArgs): Promise<Outcome> {
  const { stack } = args.operator;
  try {
    return await makingWay({ ...args, stack }, () => apply(args));
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(engineMessages(error), 3);
  }
}

/**
 * All is written side by side in one run of the engine, as the state has it, so that no cloud waits for
 * another, and nothing for a read. The clouds are read afterwards: what failed, or is not as the state
 * had it (an update was killed, somebody clicked), is written once more.
 */
async function apply({ operator, cause, to, say }: RollbackArgs): Promise<Outcome> {
  const before = completed(await readState(operator.stack, { secrets: true }));
  const decision = decide(before.stored, cause, to);
  const plan = planOf(before, decision);
  const onWritten = writePrinter(plan, say);
  const first = await operator.write(
    before,
    [...plan.weights, ...plan.aliases, ...plan.record],
    onWritten,
  );
  const failed = await again(operator, before, groupsOf(plan), first, say, onWritten);

  const { stack } = operator;
  const look = async () => {
    const there = [...plan.weights, ...plan.aliases]
      .filter((write) => !failed.has(write) || before.resources.includes(write.resource))
      .map(({ resource }) => resource);
    const unread = await readBack(operator, there);
    return { unread, state: parseState(await stack.exportState({ secrets: true }), stack.name) };
  };
  let result = await look();
  const differs = (write: Write) => !failed.has(write) && !isReached(result.state, write);
  const isMoved = [...plan.weights, ...plan.aliases].some(differs);
  // A writer elsewhere whose lock was taken away, and which lives, writes its own state over this one.
  const isOverwritten = plan.record.some(differs);
  if ((isMoved || isOverwritten) && !operator.interrupted) {
    if (isMoved) say("the clouds held something else than the state: writing once more");
    if (isOverwritten) say(`${OVERWRITTEN}: writing it once more`);
    const state = completed(result.state);
    const now = planOf(state, decision);
    const record = isOverwritten ? now.record : [];
    for (const [write, why] of await operator.write(state, [
      ...now.weights,
      ...now.aliases,
      ...record,
    ]))
      failed.set(write, why);
    result = await look();
  }
  const faults = [
    ...(operator.interrupted ? ["it was interrupted: ./canary rollback goes on from there"] : []),
    ...groupsOf(plan).flatMap(([what, writes]) => {
      const why = reasons(writes, failed);
      return why === "" ? [] : `${what}: ${why}`;
    }),
    ...result.unread,
    ...(plan.record.some(differs) ? [OVERWRITTEN] : []),
  ];
  return outcome(decision, faults, result.state);
}

type Group = readonly [failed: string, writes: readonly Write[]];

/** What is tried again together: each cloud by itself. */
function groupsOf({ weights, aliases, record }: Plan): Group[] {
  return [
    ["the weights or the record were not written", [...weights, ...record]],
    ["the aliases were not moved", aliases],
  ];
}

/** Try once more what failed; gives what failed again, and why. */
async function again(
  operator: Operator,
  state: State,
  groups: readonly Group[],
  failed: ReadonlyMap<Write, string>,
  say: (text: string) => void,
  onWritten: (write: Write, isWritten: boolean) => void,
): Promise<Map<Write, string>> {
  const still = new Map<Write, string>();
  for (const [what, writes] of groups) {
    const why = reasons(writes, failed);
    if (why === "") continue;
    const isOver = operator.interrupted;
    say(`${what}: ${why}${isOver ? "" : "; trying again"}`);
    const left = isOver ? failed : await operator.write(state, writes, onWritten);
    for (const write of writes) {
      const reason = left.get(write);
      if (reason !== undefined) still.set(write, reason);
    }
  }
  return still;
}

/** Why writes failed, each reason once. */
function reasons(writes: readonly Write[], failed: ReadonlyMap<Write, string>): string {
  const match = writes.flatMap((write) => failed.get(write) ?? []);
  return [...new Set(match.flatMap((message) => message.split("\n")))].join("; ");
}

/** Query the clouds for what they hold now: together, or where one does not answer, apart. */
async function readBack(operator: Operator, all: readonly StateResource[]): Promise<string[]> {
  if (operator.interrupted) return [];
  const ask = async (targets: readonly StateResource[]) => {
    try {
      await operator.refresh(targets, READ);
      return undefined;
    } catch (error) {
      if (lockOwner(error)) throw error;
      return engineMessages(error);
    }
  };
  if ((await ask(all)) === undefined) return [];
  const faults: string[] = [];
  for (const [what, type] of [
    ["weights", WEIGHTED_RECORD],
    ["aliases", ALIAS],
  ] as const) {
    const fault = await ask(all.filter((one) => one.type === type));
    if (fault !== undefined) faults.push(`the ${what} could not be read back: ${fault}`);
  }
  return faults;
}

/** What was reached, and where it is not as it must be. */
function outcome(decision: Decision, faults: readonly string[], state: State): Outcome {
  const all = [...faults, ...absentIn(state).map((what) => `the state has not got ${what}`)];
  const back = weights(0);
  const fronts = frontsOf(state);
  for (const front of fronts) {
    const result = weightsOf(front);
    const of = front.name === undefined ? "" : ` of ${front.name}`;
    for (const leg of LEGS) {
      const must = back[leg];
      if (front.weighted[leg] && result[leg] !== must)
        all.push(`the ${leg} record${of} has weight ${result[leg] ?? "unknown"}, not ${must}`);
    }
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
  const match =
    fronts
      .map(weightsOf)
      .find(({ stable, canary }) => stable !== back.stable || canary !== back.canary) ??
    weightsOf(state);
  return { decision, weights: match, state, faults: all };
}
