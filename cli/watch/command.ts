import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { untilInterrupted } from "../untilInterrupted.ts";
import { findProject, selectStack } from "../project.ts";
import { stackOption } from "../stackOption.ts";
import { UserError } from "../userError.ts";

/** The command that the page's buttons run. */
const CANARY = join(import.meta.dirname, "../../canary");

interface Options {
  readonly stack: string;
  readonly port: number;
  readonly every: number;
}

export function watchCommand(): Command {
  return new Command("watch")
    .description(
      "A page on this machine that shows the rollout, and runs advance, run, halt and rollback after a question.",
    )
    .option(
      "-p, --port <number>",
      "where the page is served on 127.0.0.1; default a free one",
      port,
      0,
    )
    .option("-e, --every <seconds>", "how often Datadog and DNS are queried", seconds, 30)
    .addOption(stackOption())
    .addHelpText(
      "after",
      `
The page shows the stack's state, Datadog's monitors and metrics as the gate reads them, where DNS leads,
and the checklist. What cannot be reached is said in its place. It changes nothing itself: its buttons run
the commands that are typed elsewhere, each after a question.

Only a browser of this machine reaches it. ^C ends it: a run or an advance is interrupted as by ^C, with an
update that has begun let finish; a roll back or a halt is waited for.`,
    )
    .action(async ({ stack: name, port, every }: Options) => {
      const project = findProject();
      const stack = selectStack(project, name);
      const { openStackSource } = await import("./source.ts");
      const source = await openStackSource(project, stack, every);
      const { openRoom, serveControlRoom } = await import("../../controlRoom/index.ts");
      const interrupted = untilInterrupted();
      const workspace = { canary: CANARY, directory: project.directory, env: process.env };
      const room = openRoom(source, { stack: name, workspace });
      const served = await serveControlRoom(room, port).catch(async (error: unknown) => {
        source.close();
        await room.close();
        throw new UserError(
          `${describe(error, port)}: name another --port, or none for a free one`,
        );
      });
      console.log(`The control room of ${name} is at ${served.url} until ^C.`);
      await interrupted;
      const { running } = room.snapshot();
      if (running !== undefined) console.log(`\nWaiting for ${running} to end.`);
      source.close();
      await served.close();
      await room.close();
      // Datadog may still be about to answer, which nobody needs any more.
      process.exit();
    });
}

function describe(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `the port ${port} of 127.0.0.1 is in use`;
  if (code === "EACCES") return `the port ${port} is reserved for the machine's administrator`;
  return `the page cannot be served on port ${port}: ${error instanceof Error ? error.message : String(error)}`;
}

function port(typed: string): number {
  const read = Number(typed);
  if (/^\d+$/.test(typed) && read >= 1 && read <= 65_535) return read;
  throw new InvalidArgumentError("A port from 1 to 65535.");
}

function seconds(typed: string): number {
  const read = Number(typed);
  if (typed.trim() !== "" && read >= 1 && read <= 3600) return read;
  throw new InvalidArgumentError("Seconds from 1 to 3600.");
}
