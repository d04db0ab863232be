import { Command } from "commander";
import { isUnreadable } from "../../rollout/record.ts";
import { duration } from "../../rollout/time.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import { findProject, selectStack } from "../project.ts";
import { stackOption, yesOption } from "../stackOption.ts";
import { readState } from "../state.ts";
import { UserError } from "../userError.ts";
import { byHand } from "./byHand.ts";
import { rollback, type Outcome } from "./rollback.ts";
import { settle } from "./settle.ts";

interface Options {
  stack: string;
  trigger: string;
  reason: string;
  to?: string;
  commit?: boolean;
  yes?: boolean;
}

export function rollbackCommand(): Command {
  return new Command("rollback")
    .description(
      "Take all traffic off the canary and serve the good release. Nothing blocks it: no gate, no policy, no freeze, no broken checkout. Exits 0 only if weights and aliases were read back right, else 3.",
    )
    .option("-t, --trigger <words>", "what called for it", "seen by the engineer on call")
    .option("-r, --reason <words>", "why, for the record", "not given")
    .option("--to <deployment>", "the good deployment (dpl_…), where the record cannot be read")
    .option("--commit", "commit the stack file that it writes")
    .addOption(stackOption())
    .addOption(yesOption())
    .action(async (options: Options) => {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const say = (text: string) => {
        console.log(`${seconds().toFixed(1).padStart(5)} s  ${text}`);
      };
      const project = findProject();
      const stack = await selectStack(project, options.stack);
      const { found } = await readState(stack);
      const where =
        !found || isUnreadable(found) ? "the rollout's record cannot be read" : standing(found);
      say(where);
      await ask("Roll back?", options.yes);

      const { trigger, reason, to } = options;
      const words = { trigger, reason, at: new Date().toISOString() };
      const outcome = await rollback({ project, stack, words, to, say });
      say(readBack(outcome));
      if (outcome.faults.length === 0) say(`${ended(outcome)}; took ${duration(seconds())}`);
      settle(project, stack.name, outcome.decision, { reason, commit: options.commit === true });
      if (outcome.faults.length > 0) {
        const { faults, state, decision } = outcome;
        throw new UserError(
          `the roll back is not complete after ${duration(seconds())}\n- ${faults.join("\n- ")}\n\n${byHand(state, decision.good)}`,
          3,
        );
      }
    });
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
