import { Command } from "commander";
import { isUnreadable } from "../../rollout/record.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import { findProject, selectStack } from "../project.ts";
import { stackOption, yesOption } from "../stackOption.ts";
import { readState } from "../state.ts";
import { stopwatch } from "../stopwatch.ts";
import { rollBackAndTell } from "./tell.ts";

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
      const say = stopwatch();
      const project = findProject();
      const stack = await selectStack(project, options.stack);
      const { found } = await readState(stack);
      const where =
        !found || isUnreadable(found) ? "the rollout's record cannot be read" : standing(found);
      say(where);
      await ask("Roll back?", options.yes);

      const { trigger, reason, to } = options;
      const words = { trigger, reason, at: new Date().toISOString() };
      await rollBackAndTell({ project, stack, words, to, say, commit: options.commit === true });
    });
}
