import { Command } from "commander";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { judge } from "../rollout/judge.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { applyChange } from "./apply.ts";
import { ask } from "./ask.ts";
import { readAsked } from "./asked.ts";
import { standing } from "./describe.ts";
import { factsAt } from "../measure/facts.ts";
import { makingWay } from "./lock.ts";
import { openOperator } from "./operator.ts";
import { findProject, selectStack, stackFile, type Project } from "./project.ts";
import { moveRecord } from "./move.ts";
import { settleFile } from "./settleFile.ts";
import { stackOption, yesOption } from "./stackOption.ts";
import { readState, type State } from "./state.ts";
import { UserError } from "./userError.ts";

const HALT_SECONDS = 120;

export function haltCommand(): Command {
  return new Command("halt")
    .description(
      "Stop the rollout where it is: traffic stays, and nothing rises until a resume. Never refused.",
    )
    .requiredOption("-r, --reason <words>", "why, for the record")
    .addOption(stackOption())
    .addOption(yesOption())
    .action(
      async ({
        stack: stackName,
        reason,
        yes,
      }: {
        stack: string;
        reason: string;
        yes?: boolean;
      }) => {
        const project = findProject();
        const stack = await selectStack(project, stackName);
        const asked = readable(await readState(stack));
        if (asked.percentage === 0 && !hasCanary(asked)) {
          throw new UserError("there is no canary to halt");
        }
        await ask(`${standing(asked)}. Halt ${asked.canary.version}?`, yes);

        const { record, block } = await makingWay(stack, console.log, () =>
          halt(project, stack, reason),
        );
        console.log(
          `${record.canary.version} is halted at ${record.percentage} %: it may fall, not rise`,
        );
        const file = stackFile(project, stack.name);
        settleFile(project, file, { halt: block }, () => {
          console.log(`the halt block is in ${file}: commit it`);
        });
      },
    );
}

/** Halt the canary in the record, from the state alone; traffic stays as it is. */
async function halt(project: Project, stack: Stack, reason: string) {
  const state = await readState(stack);
  const record = readable(state);
  const now = new Date();
  const block = { release: record.canary.deployment, reason, at: now.toISOString() };
  const { next } = judge(record, { ...record, halt: block }, factsAt(now));
  if (isUnreadable(next)) throw new Error("a readable record leads to a readable one");
  const operator = await openOperator(project, stack, state);
  try {
    await operator.write(moveRecord(state, next), HALT_SECONDS);
  } finally {
    await operator.close();
  }
  return { record, block };
}

export function resumeCommand(): Command {
  return new Command("resume")
    .description(
      "Let a halted release start again from the first stage, at 0 %. Writes the stack file and runs preview and up.",
    )
    .requiredOption("-c, --root-cause <words>", "what was found, and why it is safe now")
    .requiredOption("-b, --by <name>", "who says so")
    .addOption(stackOption())
    .addOption(yesOption())
    .action(async (options: { stack: string; rootCause: string; by: string; yes?: boolean }) => {
      const project = findProject();
      const stack = await selectStack(project, options.stack);
      const record = readable(await readState(stack));
      const asked = await readAsked(stack);
      if ("fault" in asked) throw new UserError(asked.fault);
      const now = new Date();
      const { rootCause, by } = options;
      const block = { release: record.canary.deployment, rootCause, by, at: now.toISOString() };
      const judged = judge(record, { ...asked.request, resume: block }, factsAt(now));
      if (judged.transition !== "resume") {
        const why = judged.refusals.map(inWords).join("\n");
        throw new UserError(
          `${standing(record)}: a resume takes a halted release at 0 %, with the stack file asking for nothing else${why ? `\n${why}` : ""}`,
          1,
        );
      }
      await ask(`${standing(record)}. Resume ${record.canary.version}?`, options.yes);
      await applyChange(project, stack, { resume: block });
    });
}

function readable({ found }: State): RolloutRecord {
  if (!found) throw new UserError("there is no rollout yet");
  if (isUnreadable(found))
    throw new UserError(`the rollout's record cannot be read: ${found.unreadable}`);
  return found;
}
