import { Command } from "commander";
import { judge } from "../rollout/judge.ts";
import { isUnreadable } from "../rollout/record.ts";
import { inWords } from "../rollout/refusal.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { settingsIn } from "../components/trafficSettings.ts";
import { applyChange } from "./apply.ts";
import { ask } from "./ask.ts";
import { readAsked } from "./asked.ts";
import { standing } from "./describe.ts";
import { factsFor } from "../measure/facts.ts";
import { evidenceFolder, findProject, selectStack } from "./project.ts";
import { stackOption, yesOption } from "./stackOption.ts";
import { readState } from "./state.ts";
import { nextStep, requested } from "./step.ts";
import { UserError } from "./userError.ts";

export function advanceCommand(): Command {
  return new Command("advance")
    .description(
      "Take the rollout's next step: the next stage, the promote at 100 %, or the finish. Writes the stack file and runs preview and up.",
    )
    .addOption(stackOption())
    .addOption(yesOption())
    .action(async ({ stack: stackName, yes }: { stack: string; yes?: boolean }) => {
      const project = findProject();
      const stack = selectStack(project, stackName);
      const asked = await readAsked(stack, project);
      if ("fault" in asked) throw new UserError(asked.fault);
      const { found, resources, pending } = await readState(stack);
      if (!found || isUnreadable(found))
        throw new UserError("there is no rollout to advance: see ./canary status");
      if (found.percentage === 0 && !hasCanary(found)) {
        throw new UserError(
          `${found.stable.version} is stable and there is no canary to advance: prepare one first`,
          1,
        );
      }
      const { change, words, transition } = nextStep(found, asked.request);
      const request = requested(asked.request, change);
      const evidence = evidenceFolder(project);
      const settings = settingsIn(resources);
      const subject = { ...asked.config, found, settings, pending, request, evidence };
      const facts = factsFor(subject, new Date());
      const judged = judge(found, request, facts);
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
