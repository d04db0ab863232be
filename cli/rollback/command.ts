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
import { decide, type Decision } from "./decide.ts";
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
      const { trigger, reason, to } = options;
      const words = { trigger, reason, at: new Date().toISOString() };
      const { found } = await readState(stack);
      say(!found || isUnreadable(found) ? "the rollout's record cannot be read" : standing(found));
      if (to !== undefined && found && !isUnreadable(found)) {
        throw new UserError(
          "--to is for a record that cannot be read: this one says itself what is good",
        );
      }
      await ask(`${plan(decide(found, words, to))}. Roll back?`, options.yes);

      const outcome = await rollback({ project, stack, words, to, say });
      say(readBack(outcome));
      if (outcome.faults.length === 0) say(`${ended(outcome)}; took ${duration(seconds())}`);
      settle(project, stack.name, outcome.decision, { reason, commit: options.commit === true });
      if (outcome.faults.length > 0) {
        const { faults, state, decision } = outcome;
        throw new UserError(
          `the roll back is not complete after ${duration(seconds())}\n- ${faults.join("\n- ")}\n\n${byHand(state, decision.hosts)}`,
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

/** What a roll back would do, for whoever has to say yes. */
function plan({ transition, next, bad }: Decision): string {
  if (!next) return "Only the record's reader can say what is good: the weights go to 100 and 0";
  if (transition === "hold" || bad === undefined)
    return `Nothing is rolled out: the weights go to 100 and 0`;
  return `Everyone to ${next.stable.version}, and ${bad} is halted`;
}

function ended({ decision }: Outcome): string {
  const { transition, next, bad } = decision;
  const stable = next?.stable.version ?? "the good release";
  return transition === "hold" || bad === undefined
    ? `nothing was rolled out: everyone is on ${stable}`
    : `everyone is on ${stable}, ${bad} is halted`;
}
