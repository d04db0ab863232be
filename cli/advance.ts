import { Command } from "commander";
import { judge } from "../rollout/judge.ts";
import { stageAfter } from "../rollout/plan.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import type { Request } from "../rollout/request.ts";
import { hasCanary } from "../rollout/traffic.ts";
import type { Transition } from "../rollout/transitions.ts";
import { applyChange } from "./apply.ts";
import { ask } from "./ask.ts";
import { readAsked } from "./asked.ts";
import { standing } from "./describe.ts";
import { factsAt } from "../measure/facts.ts";
import { findProject, selectStack } from "./project.ts";
import type { Change } from "./stackFile.ts";
import { stackOption, yesOption } from "./stackOption.ts";
import { readState } from "./state.ts";
import { UserError } from "./userError.ts";

/** The next step of a rollout: what to write in the stack file, and what it does in words. */
interface Step {
  readonly change: Change;
  readonly words: string;
  readonly transition: Transition;
}

export function advanceCommand(): Command {
  return new Command("advance")
    .description(
      "Take the rollout's next step: the next stage, the promote at 100 %, or the finish. Writes the stack file and runs preview and up.",
    )
    .addOption(stackOption())
    .addOption(yesOption())
    .action(async ({ stack: stackName, yes }: { stack: string; yes?: boolean }) => {
      const project = findProject();
      const stack = await selectStack(project, stackName);
      const asked = await readAsked(stack);
      if ("fault" in asked) throw new UserError(asked.fault);
      const { found } = await readState(stack);
      if (!found || isUnreadable(found))
        throw new UserError("there is no rollout to advance: see ./canary status");
      const { change, words, transition } = nextStep(found, asked.request);
      const judged = judge(found, requested(asked.request, change), factsAt(new Date()));
      if (judged.refusals.length > 0)
        throw new UserError(`${words} is refused\n${judged.refusals.map(inWords).join("\n")}`, 1);
      if (judged.transition !== transition) {
        throw new UserError(
          `${words} was meant, and with it the stack file asks for a ${judged.transition}: see ./canary status`,
          1,
        );
      }
      await ask(`${standing(found)}. ${words}?`, yes);
      await applyChange(project, stack, change);
    });
}

/** A request with a change of the stack file made in it. */
function requested(request: Request, { releases, ...change }: Change): Request {
  return { ...request, ...change, ...releases };
}

/** What comes next for a record: start, the next stage, promote, finish. */
export function nextStep(record: RolloutRecord, request: Request): Step {
  const { canary, stable, percentage } = record;
  if (percentage === 0 && !hasCanary(record)) {
    throw new UserError(
      `${stable.version} is stable and there is no canary to advance: prepare one first`,
      1,
    );
  }
  if (percentage > 0 && !hasCanary(record)) {
    return {
      change: { percentage: 0 },
      transition: "finish",
      words: `finish: everyone is on ${stable.version}, which is stable`,
    };
  }
  const next = stageAfter(percentage > 0 ? record.plan : request.plan, percentage);
  if (next) {
    return {
      change: { percentage: next.percentage },
      transition: percentage > 0 ? "advance" : "start",
      words: `${canary.version} from ${percentage} % to ${next.percentage} %`,
    };
  }
  return {
    change: { releases: { stable: canary, canary } },
    transition: "promote",
    words: `promote ${canary.version} to stable`,
  };
}
