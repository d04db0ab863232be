import { Command, InvalidArgumentError } from "commander";
import { percentages, stageAt } from "../../rollout/plan.ts";
import { isUnreadable } from "../../rollout/record.ts";
import { planOf } from "../../rollout/increase.ts";
import type { Triggered } from "../../rollout/triggers.ts";
import { verboseOption } from "../advance.ts";
import { ask } from "../ask.ts";
import { readRequested } from "../requested.ts";
import { DETACHED, isDetached } from "../commit.ts";
import { hindrances } from "../commit/hindrances.ts";
import { standing } from "../describe.ts";
import { engineMessages } from "../engine/engine.ts";
import { formatOption, type OutputFormat } from "../formatOption.ts";
import { withOperator } from "../operator.ts";
import { withProgress } from "../progressLine.ts";
import { findProject, selectStack, stackFile, type Project } from "../project.ts";
import { rollBackAndPrint } from "../rollback/print.ts";
import { stackOption, yesOption } from "../stackOption.ts";
import { readState } from "../state.ts";
import { UserError } from "../userError.ts";
import { run } from "./run.ts";
import { runPrinter, type RunPrinter } from "./print.ts";

interface Options {
  stack: string;
  every: number;
  until?: number;
  commit?: boolean;
  yes?: boolean;
  verbose?: boolean;
  format: OutputFormat;
}

export function runCommand(): Command {
  return new Command("run")
    .description(
      "Take the release through its plan unattended, to the promote and the finish: each step as ./canary advance takes it, with the gate queried all along.",
    )
    .option("-e, --every <seconds>", "how often the gate is queried", seconds, 10)
    .option("-u, --until <percentage>", "stop once this stage is reached", Number)
    .option("--commit", "commit the stack file after each step, and after a roll back")
    .addOption(verboseOption())
    .addOption(formatOption())
    .addOption(stackOption())
    .addOption(yesOption())
    .addHelpText(
      "after",
      `
Each --every seconds it queries the gate. Where the soak is over and the gate is open it takes the next
step: preview, then update. Any of the checklist's triggers (error rate above 5 %, response time above
2x stable's, critical functionality broken, data integrity, security) rolls the release back. Any other
alert holds it where it is, and so does missing data.

It writes the stack file at each step, as a release engineer would. With --commit each write is a
commit of that file alone: "Roll production out: 1.5.0 from 10 % to 25 %", or "Roll back production: …".
Whether git can commit here is checked first. Where a commit fails three times, this ends with 1, and
with the commands. Nothing is pushed.

Interrupted (^C), it lets an update that has begun finish, and leaves traffic where it is then, with
nobody to watch it. Run it again to go on from there.

Exit codes: 0 reached, 1 refused or failed, 2 it could not begin, 3 a roll back that is not complete,
4 rolled back, 130 interrupted.`,
    )
    .action(execute);
}

async function execute(options: Options): Promise<void> {
  if (options.verbose && options.format === "json")
    throw new UserError("--verbose prints for people: leave it out beside --format json");
  const printer = runPrinter(options.format);
  try {
    await proceed(options, printer);
    printer.emit({ event: "ended", message: "what was to be reached is", exitCode: 0 });
  } catch (error) {
    const exitCode = error instanceof UserError ? error.exitCode : 1;
    printer.emit({ event: "ended", message: engineMessages(error), exitCode });
    throw error;
  }
}

async function proceed(options: Options, { emit, say }: RunPrinter): Promise<void> {
  const { stack: stackName, every, until, commit = false, yes, verbose } = options;
  const project = findProject();
  const stack = selectStack(project, stackName);
  const reading = Promise.all([readState(stack), readRequested(stack, project)]);
  const [{ stored }, filed] = await withProgress("reading the stack", reading);
  if (!stored || isUnreadable(stored))
    throw new UserError("there is no rollout to continue: see ./canary status");
  if ("fault" in filed) throw new UserError(filed.fault);
  const plan = planOf(stored, filed.request);
  if (until !== undefined && !stageAt(plan, until))
    throw new UserError(`--until takes a stage of the plan: ${percentages(plan)}`);
  if (commit) readyToCommit(project, stackFile(project, stack.name), say);
  emit({ event: "stands", message: standing(stored) });
  const goal = until === undefined ? "to the finish" : `until ${until} %`;
  await ask(`Continue it, unattended, ${goal}?`, yes);

  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    // Not once: without a listener of ours left, the engine's API ends this process by the signal.
    process.on(signal, () => {
      if (!interruption.signal.aborted) say("interrupted: an update that has begun is let finish");
      interruption.abort();
    });
  const interrupted = interruption.signal;
  const running = run({ project, stack, every, until, commit, emit, verbose, interrupted });
  const ended = await running.catch((error: unknown) =>
    interrupted.aborted ? leave(emit) : Promise.reject(error as Error),
  );
  if ("reached" in ended) {
    say(ended.reached);
    if (!commit) console.log(`\n${stackFile(project, stack.name)} says so: commit it`);
    return;
  }
  const trigger = ended.triggered.map(({ trigger: { label: message } }) => message).join("; ");
  const reason = numbers(ended.triggered).join("; ");
  const rolling = `${trigger}: rolling back\n${numbers(ended.triggered).join("\n")}`;
  emit({ event: "rolls back", message: rolling });
  const cause = { trigger, reason, at: new Date().toISOString() };
  await withOperator(project, stack.name, (operator) =>
    rollBackAndPrint({ project, operator, cause, say, commit }),
  );
  throw new UserError(`rolled back by itself: ${trigger}\n${reason}`, 4);
}

/** Throws (`UserError`, 2) where git could not commit what this would write. */
function readyToCommit(project: Project, file: string, say: (text: string) => void): void {
  const faults = hindrances(project, file);
  if (faults.length > 0)
    throw new UserError(
      `--commit cannot commit ${file}, so nothing was begun\n- ${faults.join("\n- ")}`,
    );
  if (isDetached(project)) say(DETACHED);
}

function numbers(triggered: readonly Triggered[]): string[] {
  return triggered.flatMap(({ measurements }) =>
    measurements.map(({ name, observed }) => `${name} ${observed}`),
  );
}

function leave(emit: RunPrinter["emit"]): never {
  emit({ event: "ended", message: "interrupted: traffic stays where it is", exitCode: 130 });
  console.error(`canary: interrupted: traffic stays where it is, and nobody watches it now
  ./canary status     where it stands
  ./canary run        go on from there
  ./canary rollback   take it back`);
  // The gate may still wait for an answer that nobody needs any more.
  process.exit(130);
}

function seconds(typed: string): number {
  const read = Number(typed);
  if (read >= 0.1 && read <= 3600) return read;
  throw new InvalidArgumentError("Seconds from 0.1 to 3600.");
}
