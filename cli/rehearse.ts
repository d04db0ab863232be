import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { Command } from "commander";
import type { Held } from "../rehearsal/check.ts";
import type { Performed } from "../rehearsal/perform.ts";
import type { Audience, Rehearsal } from "../rehearsal/rehearse.ts";
import type { Step } from "../rehearsal/step.ts";
import { refuseOthers } from "./rehearsalFolder.ts";
import { table } from "./table.ts";
import { UserError } from "./userError.ts";

const INTRODUCTION = `Whole rollouts on this machine: the real Pulumi engine and SDKs, stand-in clouds, no account.
Soaks are seconds here. Of each step:
    asked    the lines that changed in the stack file, for pulumi up; or the command
    changed  the resources that it wrote
    said     its own words
    held     what the clouds held afterwards, which is checked`;

export function rehearseCommand(): Command {
  return new Command("rehearse")
    .description(
      "Rehearse whole rollouts on this machine, with no account: the real engine and program against stand-in clouds.",
    )
    .option("-k, --keep", "leave the stand-in clouds up afterwards, to go on by hand")
    .option("-d, --directory <folder>", "where --keep lays the project out", ".rehearsal")
    .action(async ({ keep, directory }: { keep?: boolean; directory: string }) => {
      // Loaded here alone: no other command needs the stand-in clouds.
      if (keep) refuseOthers(resolve(directory));
      const { rehearse } = await import("../rehearsal/rehearse.ts");
      const temporary = keep ? undefined : await mkdtemp(join(tmpdir(), "canary-rehearsal-"));
      console.log(INTRODUCTION);
      const rehearsal = await rehearse(resolve(temporary ?? directory), audience());
      try {
        conclude(rehearsal);
        if (keep) await stay(rehearsal);
      } finally {
        await rehearsal.close();
        if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
      }
    });
}

/** Tells of each step as it happens; on a terminal, of the one under way too. */
function audience(): Audience {
  const live = process.stdout.isTTY;
  let ticking: NodeJS.Timeout | undefined;
  return {
    begins({ title, shows }, number) {
      console.log(`\n${number}. ${title}\n${indented(shows, 3)}\n`);
    },
    starts({ title }) {
      if (!live) return;
      const started = performance.now();
      const tick = () => {
        const seconds = Math.round((performance.now() - started) / 1000);
        process.stdout.write(`\r… ${title}, ${seconds} s`);
      };
      tick();
      ticking = setInterval(tick, 1000);
    },
    performed(done) {
      clearInterval(ticking);
      if (live) process.stdout.write("\r\u001b[K");
      console.log(told(done));
    },
  };
}

function told(performed: Performed): string {
  const { step, asked, changed, held, serving, seconds, faults, shown, said, reaction } = performed;
  const hosts = Object.entries(serving).map(([host, version]) => `${host} serves ${version}`);
  return [
    `${faults.length === 0 ? "✔" : "✘"} ${step.title}, ${seconds.toFixed(1)} s`,
    ...shown.map((what) => `    shown    ${what}`),
    `    asked    ${asked}`,
    `    changed  ${changed}`,
    ...(said === undefined ? [] : [`    said     ${indented(said, 13).trimStart()}`]),
    ...(reaction === undefined
      ? []
      : [
          `    reacted  ${reaction.toFixed(1)} s from ${step.meanwhile?.what ?? ""} to both weights`,
        ]),
    `    held     ${[...weightsOf(step, held), ...hosts].join(", ")}`,
  ].join("\n");
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^/gm, " ".repeat(by));
}

function weightsOf({ expected }: Step, { weights }: Held): string[] {
  if (expected.canary === undefined) return [];
  return [`stable ${weights["stable"] ?? "nothing"}`, `canary ${weights["canary"] ?? "nothing"}`];
}

function conclude({ performed, faults }: Rehearsal): void {
  const rows = performed.map(({ step, held, serving, seconds, faults }) => [
    step.title,
    weightsOf(step, held).join(", "),
    Object.values(serving).join(", "),
    seconds.toFixed(1),
    faults.length === 0 ? "as declared" : "NOT as declared",
  ]);
  const head = ["step", "weights", "public and canary host serve", "seconds", "the clouds hold"];
  console.log(`\n${table([head, ...rows])}\n`);
  if (faults.length > 0) throw new UserError(`the rehearsal failed\n${faults.join("\n")}`, 1);
  const total = performed.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(
    `All that is declared is what the clouds hold. ${performed.length} steps, ${Math.round(total)} s.`,
  );
}

/** Keep the clouds up until the user ends them. */
async function stay(rehearsal: Rehearsal): Promise<void> {
  const { prepareSpare } = await import("../rehearsal/rehearse.ts");
  await prepareSpare(rehearsal);
  console.log(`
The clouds stay up until ^C, and ${rehearsal.cast.spare.version} is prepared at 0 %. Go on by hand in another terminal:
  cd ${relative(process.cwd(), rehearsal.ground.directory) || "."} && . ./env
  ./canary verify    # what a start asks is shown already; each later step asks for its own
  pulumi config set percentage 10 && pulumi up
  ./canary status
  ./canary rollback`);
  await new Promise<void>((end) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => {
        end();
      });
  });
}
