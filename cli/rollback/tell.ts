import { duration } from "../../rollout/time.ts";
import { UserError } from "../userError.ts";
import { byHand } from "./byHand.ts";
import { rollback, type Outcome, type RollbackArgs } from "./rollback.ts";
import { settle } from "./settle.ts";

/**
 * Roll back, tell of each step, and settle the stack file. Throws (`UserError`, 3) where the roll back
 * is not complete, with what did not move and the steps by hand.
 */
export async function rollBackAndTell(
  args: RollbackArgs & { readonly commit: boolean },
): Promise<void> {
  const { project, stack, words, say, commit } = args;
  const started = performance.now();
  const took = () => duration((performance.now() - started) / 1000);
  const outcome = await rollback(args);
  say(readBack(outcome));
  if (outcome.faults.length === 0) say(`${ended(outcome)}; took ${took()}`);
  settle(project, stack.name, outcome.decision, { reason: words.reason, commit });
  if (outcome.faults.length > 0) {
    const { faults, state, decision } = outcome;
    throw new UserError(
      `the roll back is not complete after ${took()}\n- ${faults.join("\n- ")}\n\n${byHand(state, decision.hosts)}`,
      3,
    );
  }
}

function readBack({ weights, aliases, state }: Outcome): string {
  const host = (alias: { outputs: Record<string, unknown> }) => String(alias.outputs["alias"]);
  return (
    `the clouds hold: stable ${weights.stable ?? "?"}, canary ${weights.canary ?? "?"}; ` +
    `${host(state.aliases.stable)} serves ${aliases.stable ?? "?"}, ${host(state.aliases.canary)} serves ${aliases.canary ?? "?"}`
  );
}

function ended({ decision }: Outcome): string {
  const { transition, next, bad } = decision;
  const stable = next?.stable.version ?? "the good release";
  return transition === "hold" || bad === undefined
    ? `nothing was rolled out: everyone is on ${stable}`
    : `everyone is on ${stable}, ${bad} is halted`;
}
