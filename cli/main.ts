import "../program/oneLanguage.cjs";
import { Command } from "commander";
import { VERSION } from "../program/version.ts";
import { engineMessages } from "./engine/engine.ts";
import { UserError } from "./userError.ts";

/** Each by itself: what one needs takes up to a second to load, and most need little of it. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  status: async () => (await import("./status.ts")).statusCommand(),
  watch: async () => (await import("./watch/command.ts")).watchCommand(),
  checklist: async () => (await import("./checklist/command.ts")).checklistCommand(),
  verify: async () => (await import("./verify/command.ts")).verifyCommand(),
  attest: async () => (await import("./attest.ts")).attestCommand(),
  advance: async () => (await import("./advance.ts")).advanceCommand(),
  run: async () => (await import("./run/command.ts")).runCommand(),
  rollback: async () => (await import("./rollback/command.ts")).rollbackCommand(),
  halt: async () => (await import("./halt.ts")).haltCommand(),
  resume: async () => (await import("./halt.ts")).resumeCommand(),
  engine: async () => (await import("./engineCommand.ts")).engineCommand(),
  review: async () => (await import("./review/command.ts")).reviewCommand(),
  init: async () => (await import("./init/command.ts")).initCommand(),
  adopt: async () => (await import("./adopt/command.ts")).adoptCommand(),
  doctor: async () => (await import("./doctor/command.ts")).doctorCommand(),
  rehearse: async () => (await import("./rehearse/command.ts")).rehearseCommand(),
};

const canary = new Command("canary")
  .description(
    "Canary rollouts on Vercel, Cloudflare and AWS: where one stands, moving it on, rolling it back.",
  )
  .version(VERSION, "-V, --version", "print the version")
  .showHelpAfterError("(canary --help lists the commands)");

// Nobody may read any more: a pager was left, a terminal closed. What was begun goes on to its end.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code !== "EPIPE" && code !== "EIO") process.exitCode = 1;
  });

try {
  const named = Object.entries(COMMANDS).filter(([name]) => name === process.argv[2]);
  for (const [, load] of named.length > 0 ? named : Object.entries(COMMANDS))
    canary.addCommand(await load());
  await canary.parseAsync();
} catch (error) {
  if (error instanceof UserError) {
    console.error(`canary: ${error.message}`);
    process.exitCode = error.exitCode;
  } else {
    console.error(`canary: ${engineMessages(error)}`);
    process.exitCode = 1;
  }
}
