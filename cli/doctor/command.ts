import { Command, Option } from "commander";
import { formatOption, type OutputFormat } from "../formatOption.ts";
import { stackOption } from "../stackOption.ts";
import { PURPOSES, type Purpose } from "./finding.ts";

interface Options {
  readonly stack: string;
  readonly for?: Purpose;
  readonly format: OutputFormat;
  readonly all?: boolean;
}

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Name everything that would stop the next pulumi up, the next start or a roll back, with what to do. Changes nothing.",
    )
    .addOption(
      new Option("--for <what>", "only what would stop this; all three where absent").choices(
        PURPOSES,
      ),
    )
    .option("-a, --all", "list what is in order too")
    .addOption(formatOption())
    .addOption(stackOption())
    .addHelpText(
      "after",
      `
It reads the stack file, the state, DNS, the hosts and the clouds, with the credentials of the
environment that pulumi up would use. docs/doctor.md lists the checks and what each needs.
Exit codes: 0 nothing stops it, 1 a fault, or something that could not be found out, 2 nothing was checked.`,
    )
    .action(async ({ stack, for: purpose, format, all = false }: Options) => {
      const { examine } = await import("./examine.ts");
      await examine({ stack, purposes: purpose ? [purpose] : PURPOSES, format, all });
    });
}
