import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command } from "commander";
import type { Audience, Performed, Rehearsal } from "../rehearsal/rehearse.ts";
import { UserError } from "./userError.ts";

export function rehearseCommand(): Command {
  return new Command("rehearse")
    .description(
      "Rehearse a whole rollout on this machine, with no account: the real engine and program against stand-in clouds.",
    )
    .option(
      "-k, --keep",
      "leave the stand-in clouds up afterwards, and say how to drive them by hand",
    )
    .option(
      "-d, --directory <folder>",
      "where to lay it out",
      ".rehearsal (with --keep), else a temporary folder",
    )
    .action(async ({ keep, directory }: { keep?: boolean; directory: string }) => {
      const temporary = keep ? undefined : await mkdtemp(join(tmpdir(), "canary-rehearsal-"));
      const ground = resolve(temporary ?? directory);
      // Loaded here alone: no other command needs the stand-in clouds.
      const { rehearse } = await import("../rehearsal/rehearse.ts");
      const rehearsal = await rehearse(ground, audience());
      try {
        report(rehearsal);
        if (keep) await keepUp(rehearsal);
      } finally {
        await rehearsal.close();
        if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
      }
    });
}

function audience(): Audience {
  return {
    starts(step) {
      if (process.stdout.isTTY) process.stdout.write(`${step.title} …`);
    },
    performed(done) {
      if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
      console.log(line(done));
    },
  };
}
function line({ step, asked, changed, held, seconds }: Performed): string {
  return [
    `${step.title} (${seconds.toFixed(1)} s)`,
    `    asked    ${asked}`,
    `    changed  ${changed}`,
    `    held     stable ${held.weights.stable}, canary ${held.weights.canary}; ${held.hosts.public}, ${held.hosts.canary}`,
  ].join("\n");
}
function report(rehearsal: Rehearsal): void {
  if (rehearsal.faults.length > 0) throw new UserError(rehearsal.faults.join("\n"), 1);
}
async function keepUp({ ground }: Rehearsal): Promise<void> {
  console.log(`cd ${ground.directory} && . ./env`);
  await new Promise<void>((end) => {
    process.once("SIGINT", () => {
      end();
    });
    process.once("SIGTERM", () => {
      end();
    });
  });
}
