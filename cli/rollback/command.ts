import { Command } from "commander";
import { isUnreadable, REASON_NOT_GIVEN, type StoredRecord } from "../../rollout/record.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import { engineMessages } from "../engine/engine.ts";
import { openOperator, type Operator } from "../operator.ts";
import { findProjectAnyhow, selectStack, type Project } from "../project.ts";
import { stackOption, waitOption, yesOption } from "../stackOption.ts";
import { parseState, readState, type State } from "../state.ts";
import { stopwatch, type Stopwatch } from "../stopwatch.ts";
import { UserError } from "../userError.ts";
import { byHand } from "./byHand.ts";
import { decide, type Decision } from "./decide.ts";
import { rollBackAndPrint } from "./print.ts";

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
    .option("-t, --trigger <words>", "what called for it", "observed by the engineer on call")
    .option("-r, --reason <words>", "why, for the record", REASON_NOT_GIVEN)
    .option(
      "--to <deployment>",
      "the good deployment (dpl_…), where no record can be read; else it is left aside",
    )
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
taken away, and one elsewhere gets --wait seconds to end. Another roll back is waited for. --wait 0 only where it is known to be dead:
one that still runs would write its own end over the roll back.

Exit codes: 0 all read back right, 3 not all of it, with the steps by hand, 2 it could not begin, 1 the
answer was no.`,
    )
    .action(async (options: Options) => {
      const say = stopwatch();
      const project = findProjectAnyhow((fault) => {
        console.error(`canary: ${fault}`);
      });
      const onFault = (error: unknown) => notBegun(project, options, error);
      const operator = await openOperator(project, options.stack).catch(onFault);
      try {
        // What it is to write: without the secrets' key it could not begin.
        const { stored } = await readState(operator.stack, { secrets: true }).catch(onFault);
        await execute(project, operator, stored, say, options);
      } finally {
        operator.close();
      }
    });
}

async function execute(
  project: Project,
  operator: Operator,
  stored: StoredRecord,
  say: Stopwatch,
  { trigger, reason, to, wait: patience, commit = false, yes }: Options,
): Promise<void> {
  const cause = { trigger, reason, at: new Date().toISOString() };
  say(standingOf(stored));
  if (to !== undefined && stored && !isUnreadable(stored))
    say(`--to ${to} is left aside: the record says itself what is good`);
  await ask(`${plan(decide(stored, cause, to))}. Roll back?`, yes);
  await rollBackAndPrint({ project, operator, cause, to, patience, say, commit });
}

/** Throws what to say of a roll back that could not begin: why, and the steps by hand where they are known. */
async function notBegun(project: Project, { stack, to }: Options, error: unknown): Promise<never> {
  const why = error instanceof UserError ? error.message : engineMessages(error);
  let state: State;
  try {
    // Without secrets, for which no passphrase is needed.
    state = parseState(await selectStack(project, stack).exportState(), stack);
  } catch (fault) {
    if (fault instanceof UserError) throw fault;
    throw new UserError(`${why}\n\ndocs/runbook.md says how to roll back without this tool`);
  }
  const cause = { trigger: "", reason: "", at: new Date().toISOString() };
  const { hosts } = decide(state.stored, cause, to);
  throw new UserError(`the roll back did not begin: ${why}\n\n${byHand(state, hosts)}`);
}

function standingOf(stored: StoredRecord): string {
  if (!stored) return "the state holds no record of the rollout";
  return isUnreadable(stored) ? "the rollout's record cannot be read" : standing(stored);
}

/** What a roll back would do, for whoever has to say yes. */
function plan({ transition, next, bad }: Decision): string {
  if (!next) return "Only the record's reader can say what is good: the weights go to 100 and 0";
  if (transition === "hold" || bad === undefined)
    return `Nothing is rolled out: the weights go to 100 and 0`;
  return `Everyone to ${next.stable.version}, and ${bad} is halted`;
}
