import { Command, Option } from "commander";
import { judge } from "../rollout/judge.ts";
import { isUnreadable, type RolloutRecord } from "../rollout/record.ts";
import { hasCanary } from "../rollout/traffic.ts";
import { settingsIn } from "../components/trafficSettings.ts";
import { applyChange } from "./apply.ts";
import { ask } from "./ask.ts";
import { readRequested } from "./requested.ts";
import { standing } from "./describe.ts";
import { factsFor } from "../measure/facts.ts";
import { evidenceFolder, findProject, selectStack } from "./project.ts";
import { withProgress } from "./progressLine.ts";
import { refusedLines } from "./refused.ts";
import { countingFor, reportOf } from "./report.ts";
import { stackOption, yesOption } from "./stackOption.ts";
import { readState } from "./state.ts";
import { nextStep, requested } from "./step.ts";
import { UserError } from "./userError.ts";

interface Options {
  readonly stack: string;
  readonly yes?: boolean;
  readonly verbose?: boolean;
}

export function advanceCommand(): Command {
  return new Command("advance")
    .description(
      "Take the rollout's next step: the next stage, the promote at 100 %, or the finish. Writes the stack file and runs preview and up.",
    )
    .addOption(verboseOption())
    .addOption(stackOption())
    .addOption(yesOption())
    .action(advance);
}

/** Prints what the engine prints too. */
export function verboseOption(): Option {
  return new Option("-v, --verbose", "print the engine's own output too");
}

async function advance({ stack: stackName, yes, verbose }: Options): Promise<void> {
  const project = findProject();
  const stack = selectStack(project, stackName);
  const reading = Promise.all([readRequested(stack, project), readState(stack)]);
  const [increase, { stored, resources, pending }] = await withProgress(
    "reading the stack",
    reading,
  );
  if ("fault" in increase) throw new UserError(increase.fault);
  if (!stored || isUnreadable(stored))
    throw new UserError("there is no rollout to advance: see ./canary status");
  if (stored.percentage === 0 && !hasCanary(stored)) {
    throw new UserError(
      `${stored.stable.version} is stable and there is no canary to advance: name one under releases.canary and run pulumi up at percentage: 0 first`,
      1,
    );
  }
  const { change, message, transition } = nextStep(stored, increase.request);
  const request = requested(increase.request, change);
  const evidence = evidenceFolder(project);
  const settings = settingsIn(resources);
  const subject = { ...increase.config, stored, settings, pending, request, evidence };
  const facts = factsFor(subject, new Date());
  const judged = judge(stored, request, facts);
  const here = () => ({ now: new Date().toISOString() });
  if (judged.refusals.length > 0)
    throw new UserError(
      `${message} is refused\n${refusedLines(judged.refusals, here()).join("\n")}`,
      1,
    );
  if (judged.transition !== transition) {
    throw new UserError(
      `the next step is: ${message}; but the stack file requests a ${judged.transition}, which pulumi up applies. See ./canary status`,
      1,
    );
  }
  await ask(`${standing(stored, here())}. ${message}?`, yes);
  const events = await applyChange(project, stack, change, { verbose });
  const applied = { message, events, before: stored, evidence: countingFor(stored, facts) };
  const after = await recordAfter(stack);
  for (const line of reportOf({ ...applied, after }, here())) console.log(line);
}

/** The record that an update has left. */
export async function recordAfter(stack: Parameters<typeof readState>[0]): Promise<RolloutRecord> {
  const { stored } = await readState(stack);
  if (!stored || isUnreadable(stored))
    throw new UserError("the update left no record that can be read: see ./canary status", 1);
  return stored;
}
