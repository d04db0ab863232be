import { Command } from "commander";
import { judge } from "../rollout/judge.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { describeRefusal } from "../rollout/refusal.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { applyChange } from "./apply.ts";
import { ask } from "./ask.ts";
import { readRequested } from "./requested.ts";
import { standing } from "./describe.ts";
import { factsAt } from "../measure/facts.ts";
import { completed } from "./lacking.ts";
import { makingWay } from "./lock.ts";
import { withOperator, type Operator } from "./operator.ts";
import { findProject, findProjectAnyhow, selectStack, stackFile } from "./project.ts";
import { moveHalt } from "./move.ts";
import { settleFile } from "./settleFile.ts";
import { announceFromState } from "./announce.ts";
import { block, communicate, done, rootCause, yours, type Line } from "./rollback/checklist.ts";
import { stopwatch } from "./stopwatch.ts";
import { stackOption, waitOption, yesOption } from "./stackOption.ts";
import { readState, type State } from "./state.ts";
import { UserError } from "./userError.ts";

export function haltCommand(): Command {
  return new Command("halt")
    .description(
      "Stop the rollout where it is: traffic stays, and its share does not increase until a resume. Never refused.",
    )
    .addHelpText(
      "after",
      `
The canary keeps the share that it has. From there it may step back or be rolled back, and its share
increases again only from 0 %, after ./canary resume. To take its traffic away now: ./canary rollback.

It works from the stack's state alone, and writes the halt into the stack file afterwards: commit it.
Another update of the stack makes way, as for a roll back.`,
    )
    .requiredOption("-r, --reason <words>", "why, for the record")
    .addOption(waitOption())
    .addOption(stackOption())
    .addOption(yesOption())
    .action(
      async ({
        stack: stackName,
        reason,
        wait,
        yes,
      }: {
        stack: string;
        reason: string;
        wait: number;
        yes?: boolean;
      }) => {
        const { seconds } = stopwatch();
        const project = findProjectAnyhow((fault) => {
          console.error(`canary: ${fault}`);
        });
        await withOperator(project, stackName, async (operator) => {
          const { stack } = operator;
          const requested = readable(await readState(stack, { secrets: true }));
          if (requested.percentage === 0 && !hasCanary(requested)) {
            throw new UserError("there is no canary to halt");
          }
          await ask(`${standing(requested)}. Halt ${requested.canary.version}?`, yes);

          const way = { stack, say: console.log, patience: wait };
          const { state, next, halted } = await makingWay(way, () => halt(operator, reason));
          const { version } = next.canary;
          const at = seconds();
          console.log(
            `${version} is halted at ${next.percentage} %: its share may decrease, not increase`,
          );
          const file = stackFile(project, stack.name);
          if (settleFile(project, file, { halt: halted }))
            console.log(`the halt block is in ${file}: commit it`);
          const failed = await announceFromState(project, stack.name, state, next);
          const lines: Line[] = [
            ["Halt deployment", done(at, `${version} stays at ${next.percentage} %`)],
            ["Identify root cause", rootCause(version)],
            ["Execute rollback script", yours("./canary rollback, if visitors are hurt")],
            ["Communicate status to stakeholders", communicate({ at: seconds(), failed })],
          ];
          console.log(`\n${block("Rollback steps", lines)}`);
        });
      },
    );
}

/** Halt the canary in the record, from the state alone; traffic stays as it is. */
async function halt(operator: Operator, reason: string) {
  const state = completed(await readState(operator.stack, { secrets: true }));
  const record = readable(state);
  const now = new Date();
  const halted = { release: record.canary.deployment, reason, at: now.toISOString() };
  const { next } = judge(record, { ...record, halt: halted }, factsAt(now));
  if (isUnreadable(next)) throw new Error("a readable record leads to a readable one");
  const failed = await operator.write(state, moveHalt(state, next));
  if (failed.size > 0)
    throw new UserError(
      `the halt is not complete: ${[...new Set(failed.values())].join("; ")}\n./canary halt tries again, ./canary rollback takes its traffic away`,
      3,
    );
  return { state, next, halted };
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
      const { seconds } = stopwatch();
      const project = findProject();
      const stack = selectStack(project, options.stack);
      const record = readable(await readState(stack));
      const increase = await readRequested(stack, project);
      if ("fault" in increase) throw new UserError(increase.fault);
      const now = new Date();
      const { rootCause, by } = options;
      const resume = { release: record.canary.deployment, rootCause, by, at: now.toISOString() };
      const judged = judge(record, { ...increase.request, resume }, factsAt(now));
      if (judged.transition !== "resume") {
        const why = judged.refusals.map(describeRefusal).join("\n");
        throw new UserError(
          `${standing(record)}: a resume takes a halted release at 0 %, with the stack file asking for nothing else${why ? `\n${why}` : ""}`,
          1,
        );
      }
      await ask(`${standing(record)}. Resume ${record.canary.version}?`, options.yes);
      await applyChange(project, stack, { resume });
      const lines: Line[] = [
        ["Halt deployment", done(seconds(), `${record.canary.version} is halted no longer`)],
        ["Identify root cause", done(seconds(), `${rootCause} (${by})`)],
        ["Communicate status to stakeholders", yours("say that the rollout begins again")],
      ];
      console.log(`\n${block("Rollback steps", lines)}`);
    });
}

/** The record, which a halt and a resume are written to. */
function readable({ stored }: State): RolloutRecord {
  if (stored && !isUnreadable(stored)) return stored;
  const why = stored
    ? `the rollout's record cannot be read: ${stored.unreadable}`
    : "the state holds no record of a rollout";
  throw new UserError(
    `${why}\n./canary rollback --to DEPLOYMENT takes all traffic to the good release; docs/runbook.md says how to get a record again`,
  );
}
