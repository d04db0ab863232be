import { Command } from "commander";
import { isUnreadable, type FoundRecord } from "../../rollout/record.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import { findProject, selectStack } from "../project.ts";
import { stackOption, waitOption, yesOption } from "../stackOption.ts";
import { readState } from "../state.ts";
import { stopwatch } from "../stopwatch.ts";
import { UserError } from "../userError.ts";
import { decide, type Decision } from "./decide.ts";
import { rollBackAndTell } from "./tell.ts";

interface Options {
  stack: string;
  trigger: string;
  reason: string;
  to?: string;
  commit?: boolean;
  wait: number;
  yes?: boolean;
}

export function rollbackCommand(): Command {
  return new Command("rollback")
    .description(
      "Take all traffic off the canary and serve the good release. Nothing blocks it: no gate, no policy, no freeze, no broken checkout. Exits 0 only if weights and aliases were read back right, else 3.",
    )
    .option("-t, --trigger <words>", "what called for it", "seen by the engineer on call")
    .option("-r, --reason <words>", "why, for the record", "not given")
    .option("--to <deployment>", "the good deployment (dpl_…), where no record can be read")
    .option("--commit", "commit the stack file that it writes")
    .addOption(waitOption())
    .addOption(stackOption())
    .addOption(yesOption())
    .addHelpText(
      "after",
      `
It works from the stack's state alone, reads both weights and all aliases back from the clouds, and
then writes the stack file, so that the next pulumi up changes nothing. After a promote or a finish it
brings the release before back.

Another update of the stack makes way: one of this machine is interrupted, the lock of one that died is
taken away, and one elsewhere gets --wait seconds to end. --wait 0 only where it is known to be dead:
one that still runs would write its own end over the roll back.

Exit codes: 0 all read back right, 3 not all of it, with the steps by hand, 2 it could not begin, 1 the
answer was no.`,
    )
    .action(async (options: Options) => {
      const say = stopwatch();
      const project = findProject();
      const stack = await selectStack(project, options.stack);
      const { trigger, reason, to } = options;
      const words = { trigger, reason, at: new Date().toISOString() };
      const { found } = await readState(stack);
      say(standingOf(found));
      if (to !== undefined && found && !isUnreadable(found)) {
        throw new UserError(
          "--to is for a record that cannot be read: this one says itself what is good",
        );
      }
      await ask(`${plan(decide(found, words, to))}. Roll back?`, options.yes);

      const { wait: patience, commit = false } = options;
      await rollBackAndTell({ project, stack, words, to, patience, say, commit });
    });
}

function standingOf(found: FoundRecord): string {
  if (!found) return "the state holds no record of the rollout";
  return isUnreadable(found) ? "the rollout's record cannot be read" : standing(found);
}

/** What a roll back would do, for whoever has to say yes. */
function plan({ transition, next, bad }: Decision): string {
  if (!next) return "Only the record's reader can say what is good: the weights go to 100 and 0";
  if (transition === "hold" || bad === undefined)
    return `Nothing is rolled out: the weights go to 100 and 0`;
  return `Everyone to ${next.stable.version}, and ${bad} is halted`;
}
