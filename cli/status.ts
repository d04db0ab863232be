import { Command } from "commander";
import { Stack } from "./engine/stack.ts";
import { formatOption, type OutputFormat } from "./formatOption.ts";
import { stackOption } from "./stackOption.ts";
import { UserError } from "./userError.ts";

interface Options {
  readonly stack: string;
  readonly format: OutputFormat;
  readonly all?: true;
  readonly project: readonly string[];
}

export function statusCommand(): Command {
  return new Command("status")
    .description(
      "Where the rollout stands, what the stack file requests, and what comes next. Changes nothing.",
    )
    .option(
      "-a, --all",
      "every stack of the backend, a line each; with --stack, those of that name",
    )
    .option("-p, --project <name...>", "with --all: of these projects alone", [])
    .addOption(formatOption())
    .addOption(stackOption())
    .action(async ({ stack: name, format, all, project }: Options, command: Command) => {
      if (all) {
        const stack = command.getOptionValueSource("stack") === "cli" ? name : undefined;
        const { printAll } = await import("./status/printAll.ts");
        return printAll({ projects: project, stack }, format);
      }
      if (project.length > 0)
        throw new UserError("--project is for --all: add it, or leave both out");
      // The engine is queried before all that reads its answers is loaded: the two take as long.
      const stack = new Stack(name, process.cwd());
      // Nothing that is said is secret, and to unseal takes the engine as long again.
      const exported = stack.exportState();
      const configured = stack.config();
      for (const answer of [exported, configured]) answer.catch(() => undefined);
      const { printStatus } = await import("./status/print.ts");
      await printStatus({ name, exportState: () => exported, config: () => configured }, format);
    });
}
