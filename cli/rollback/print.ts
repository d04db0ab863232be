import { duration } from "../../rollout/time.ts";
import { pageAt } from "../../measure/datadog/account.ts";
import { isUnreadable } from "../../rollout/record.ts";
import { announceFromState } from "../announce.ts";
import { dashboardOf, extrasOf, frontOf, watchedOf } from "../monitored.ts";
import { engineMessages } from "../engine/engine.ts";
import type { Kind } from "../../rollout/record.ts";
import type { Project } from "../project.ts";
import { aliasesOf, deploymentOf, hostOf } from "../state.ts";
import type { Stopwatch } from "../stopwatch.ts";
import { UserError } from "../userError.ts";
import { byHand } from "./byHand.ts";
import { block, steps, verification, type Event } from "./checklist.ts";
import { rollback, type Outcome, type RollbackArgs } from "./rollback.ts";
import { verify } from "./verify.ts";
import { settle } from "./settle.ts";
import { lineWidth } from "../wrap.ts";
import { whoIsBack } from "./whoIsBack.ts";

/**
 * Roll back, print each step, and settle the stack file. Throws (`UserError`, 3) where the roll back
 * is not complete, with what did not move and the steps by hand.
 */
export async function rollBackAndPrint(
  args: RollbackArgs & {
    readonly project: Project;
    readonly commit: boolean;
    readonly say: Stopwatch;
  },
): Promise<void> {
  const { project, operator, cause, say, commit } = args;
  const { stack } = operator;
  const started = performance.now();
  const took = () => duration((performance.now() - started) / 1000);
  const outcome = await rollback(args);
  const at = say.seconds();
  say(readBack(outcome));
  if (outcome.faults.length === 0) say(`${ended(outcome)}; took ${took()}`);
  await settle(project, stack.name, outcome.decision, { reason: cause.reason, commit });
  const back = whoIsBack(outcome);
  if (back.length > 0) console.log(`\n${block("Who is back", back, lineWidth())}`);
  const announced = announceOutcome(project, stack.name, outcome, say).catch((error: unknown) => ({
    at: say.seconds(),
    failed: engineMessages(error),
  }));
  if (outcome.faults.length > 0) {
    const { faults, state, decision } = outcome;
    throw new UserError(
      `the roll back is not complete after ${took()}\n- ${faults.join("\n- ")}\n\n${byHand(state, decision.hosts)}`,
      3,
    );
  }
  try {
    console.log(await verified(args, outcome, at, announced));
  } catch (error) {
    // The roll back is applied: nothing that comes after it may change the exit code.
    console.error(`canary: the roll back was not verified: ${engineMessages(error)}`);
  }
}

/** What a roll back leaves in the record. */
const AWAY: readonly Kind[] = ["roll back", "revert", "halt"];

/**
 * Notify Datadog, if the record has the roll back. A repeated one notifies it again, since the first may
 * have been ended before it did. What follows does not wait for it.
 */
async function announceOutcome(
  project: Project,
  stackName: string,
  { decision: { next }, state }: Outcome,
  say: Stopwatch,
): Promise<Event | undefined> {
  const { stored } = state;
  const recorded = stored && !isUnreadable(stored) && stored.enteredAt === next?.enteredAt;
  if (!recorded || !AWAY.includes(stored.kind)) return undefined;
  const failed = await announceFromState(project, stackName, state, stored);
  return { at: say.seconds(), failed };
}

/** Check whether it took effect, and print how the checklist stands. */
async function verified(
  { project, operator: { stack }, say }: Parameters<typeof rollBackAndPrint>[0],
  { decision, state }: Outcome,
  at: number,
  announced: Promise<Event | undefined>,
): Promise<string> {
  const front = frontOf(state);
  const extras = extrasOf(project, stack.name, state);
  const good = decision.next?.stable;
  const monitored = watchedOf(state);
  const checked = await verify({ front, extras, monitored, good, seconds: say.seconds });
  const path = dashboardOf(state);
  const dashboard =
    extras.account && path !== undefined ? pageAt(extras.account, path) : "the dashboard";
  const bad = decision.transition === "hold" ? undefined : decision.bad;
  const all = {
    at,
    bad,
    host: front.host ?? "the public host",
    healthPath: front.health?.path,
    event: await announced,
    dashboard,
    verification: checked,
  };
  return ["", block("Rollback steps", steps(all)), block("Verification", verification(all))].join(
    "\n",
  );
}

function readBack({ weights, state }: Outcome): string {
  const hosts = aliasesOf(state).map(
    ([, alias]) => `${hostOf(alias)} serves ${deploymentOf(alias) ?? "?"}`,
  );
  const everywhere = state.others.length > 0 ? ` at ${state.others.length + 1} public hosts` : "";
  return `the clouds hold: stable ${weights.stable ?? "?"}, canary ${weights.canary ?? "?"}${everywhere}; ${hosts.join(", ")}`;
}

function ended({ decision }: Outcome): string {
  const { transition, next, bad } = decision;
  const stable = next?.stable.version ?? "the good release";
  return transition === "hold" || bad === undefined
    ? `nothing was rolled out: everyone is on ${stable}`
    : `everyone is on ${stable}, ${bad} is halted`;
}
