import { Command } from "commander";
import { Stack } from "./engine/stack.ts";
import { formatOption, type OutputFormat } from "./formatOption.ts";
import { stackOption } from "./stackOption.ts";

export function statusCommand(): Command {
  return new Command("status")
    .description(
      "Where the rollout stands, what the stack file requests, and what comes next. Changes nothing.",
    )
    .addOption(formatOption())
    .addOption(stackOption())
    .action(async ({ stack: name, format }: { stack: string; format: OutputFormat }) => {
      // The engine is queried before all that reads its answers is loaded: the two take as long.
      const stack = new Stack(name, process.cwd());
      // Nothing that is said is secret, and to unseal takes the engine as long again.
      const exported = stack.exportState({ secrets: false });
      const configured = stack.config();
      for (const answer of [exported, configured]) answer.catch(() => undefined);
      const { printStatus } = await import("./status/print.ts");
      await printStatus({ name, exportState: () => exported, config: () => configured }, format);
    });
}
