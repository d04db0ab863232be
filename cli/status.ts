import { Command } from "commander";
import { Stack } from "./engine/stack.ts";
import { stackOption } from "./stackOption.ts";

export function statusCommand(): Command {
  return new Command("status")
    .description(
      "Where the rollout stands, what is asked for, and what comes next. Changes nothing.",
    )
    .addOption(stackOption())
    .action(async ({ stack: name }: { stack: string }) => {
      // The engine is asked before all that reads its answers is loaded: the two take as long.
      const stack = new Stack(name, process.cwd());
      // Nothing that is said is secret, and to unseal takes the engine as long again.
      const exported = stack.exportState({ secrets: false });
      const configured = stack.config();
      for (const answer of [exported, configured]) answer.catch(() => undefined);
      const { tellStatus } = await import("./status/tell.ts");
      await tellStatus({ name, exportState: () => exported, config: () => configured });
    });
}
