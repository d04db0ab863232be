import { Command } from "commander";
import { engineWords } from "./project.ts";
import { advanceCommand } from "./advance.ts";
import { checklistCommand } from "./checklist/command.ts";
import { haltCommand, resumeCommand } from "./halt.ts";
import { attestCommand } from "./attest.ts";
import { rehearseCommand } from "./rehearse/command.ts";
import { reviewCommand } from "./review/command.ts";
import { rollbackCommand } from "./rollback/command.ts";
import { runCommand } from "./run/command.ts";
import { statusCommand } from "./status.ts";
import { UserError } from "./userError.ts";
import { verifyCommand } from "./verify/command.ts";

const canary = new Command("canary")
  .description(
    "Canary rollouts on Vercel, Cloudflare and AWS: where one stands, moving it on, rolling it back.",
  )
  .addCommand(statusCommand())
  .addCommand(checklistCommand())
  .addCommand(verifyCommand())
  .addCommand(attestCommand())
  .addCommand(advanceCommand())
  .addCommand(runCommand())
  .addCommand(rollbackCommand())
  .addCommand(haltCommand())
  .addCommand(resumeCommand())
  .addCommand(reviewCommand())
  .addCommand(rehearseCommand())
  .showHelpAfterError("(canary --help lists the commands)");

try {
  await canary.parseAsync();
} catch (error) {
  if (error instanceof UserError) {
    console.error(`canary: ${error.message}`);
    process.exitCode = error.exitCode;
  } else {
    console.error(`canary: ${engineWords(error)}`);
    process.exitCode = 1;
  }
}
