import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import { lockFolder } from "../../rehearsal/folderLock.ts";
import type { Rehearsed } from "../../rehearsal/rehearsed.ts";
import type { Beginnings, Played, Scenario } from "../../rehearsal/traffic/index.ts";
import { table } from "../table.ts";
import { UserError } from "../userError.ts";
import { conclude, type Outcome } from "./conclude.ts";
import { refuseOthers } from "./folder.ts";
import { stay } from "./stay.ts";
import { introductionOf, printEnd, stepPrinter } from "./print.ts";
import { rehearseAndWatch } from "./watch.ts";

/** What is played where no story is named: one that goes through, and two that do not. */
const DEFAULT = ["good", "errors", "silent"];
/** The project that comes with this command. */
const EXAMPLE = join(import.meta.dirname, "../../examples/shop");

interface Options {
  readonly scenario?: string;
  readonly list?: boolean;
  readonly keep?: boolean;
  readonly watch?: boolean;
  readonly directory: string;
  readonly project?: string;
  readonly resolver?: "unbound";
}

export function rehearseCommand(): Command {
  return new Command("rehearse")
    .description(
      "Rehearse rollouts on this machine, with no account: the real engine and program against stand-in clouds, with visitors.",
    )
    .option("--scenario <name>", "one story, or all of them: all")
    .option("--list", "list the stories")
    .option("-k, --keep", "leave the clouds and visitors up after the last story, to go on by hand")
    .option("-w, --watch", "instead, a page to watch a canary on, break it and roll it back")
    .option("-d, --directory <folder>", "where --keep lays the project out", ".rehearsal")
    .option(
      "-p, --project <folder>",
      "whose Pulumi.yaml and stack files are rehearsed (default: this folder's, else an example's)",
    )
    .addOption(
      new Option(
        "--resolver <name>",
        "whose answers visitors get, in place of the rehearsal's own resolver: an installed unbound",
      )
        .choices(["unbound"])
        .conflicts("watch"),
    )
    .action(async ({ scenario, list, keep, watch, directory, project, resolver }: Options) => {
      // Loaded here alone: no other command needs the stand-in clouds.
      const { SCENARIOS } = await import("../../rehearsal/traffic/index.ts");
      if (list) {
        console.log(table(SCENARIOS.map(({ name, shows }) => [name, shows])));
        return;
      }
      const unbound = resolver && (await installed());
      const { rehearsedProject } = await import("./project.ts");
      const rehearsed = await rehearsedProject(
        project ?? (existsSync("Pulumi.yaml") ? "." : EXAMPLE),
      );
      if (watch) {
        await rehearseAndWatch(rehearsed);
        return;
      }
      const chosen = choose(SCENARIOS, scenario ?? (keep ? "good" : undefined));
      if (keep) refuseOthers(resolve(directory));
      await play(chosen, rehearsed, keep ? resolve(directory) : undefined, unbound);
    });
}

/** Where unbound is. Throws (`UserError`) where it is not installed, before anything is laid. */
async function installed(): Promise<string> {
  const { findUnbound, NoUnbound } = await import("../../rehearsal/dns/index.ts");
  try {
    return findUnbound();
  } catch (error) {
    throw error instanceof NoUnbound ? new UserError(error.message) : error;
  }
}

function choose(all: readonly Scenario[], name: string | undefined): readonly Scenario[] {
  const chosen = all.filter((one) =>
    name === undefined ? DEFAULT.includes(one.name) : name === "all" || one.name === name,
  );
  if (chosen.length > 0) return chosen;
  const names = all.map((one) => one.name).join(", ");
  throw new UserError(`there is no story called ${name ?? ""}: all, or one of ${names}`);
}

/** Play stories one after the other, each in a folder of its own; the last one stays up in `kept`. */
async function play(
  scenarios: readonly Scenario[],
  project: Rehearsed,
  kept: string | undefined,
  unbound: string | undefined,
): Promise<void> {
  const { openBeginnings } = await import("../../rehearsal/traffic/index.ts");
  await using opened = new AsyncDisposableStack();
  if (kept !== undefined) opened.defer(await take(kept));
  const { folder, outlast } = temporary();
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  console.log(introductionOf(project));
  const beginnings = openBeginnings(folder, project);
  const outcomes: Outcome[] = [];
  const playable = await playableOf(scenarios, beginnings);
  for (const [index, scenario] of playable.entries()) {
    const stays = kept !== undefined && index === playable.length - 1;
    await using story = new AsyncDisposableStack();
    const directory = stays ? kept : await mkdtemp(join(folder, `${scenario.name}-`));
    if (!stays) story.defer(() => rm(directory, { recursive: true, force: true }));
    const played = await begin(scenario, { beginnings, directory, unbound });
    story.defer(() => played.live.close());
    const overloaded = played.live.machine.overloaded();
    outcomes.push({ scenario, outcome: played.outcome, overloaded });
    printEnd(played.outcome);
    if (!stays) continue;
    outlast();
    await keep(played, outcomes);
    return;
  }
  conclude(outcomes);
}

/** Those of the stories that the project can be rehearsed with; says of each other why it is left out. */
async function playableOf(
  scenarios: readonly Scenario[],
  beginnings: Beginnings,
): Promise<readonly Scenario[]> {
  const { unplayable } = await import("../../rehearsal/traffic/index.ts");
  const playable: Scenario[] = [];
  const left: string[] = [];
  for (const scenario of scenarios) {
    const why = await unplayable(scenario, beginnings);
    if (why === undefined) playable.push(scenario);
    else left.push(`${scenario.name} cannot be played: ${why}`);
  }
  if (playable.length === 0) throw new UserError(left.join("\n"));
  if (left.length > 0) console.log(`\n${left.join("\n")}`);
  return playable;
}

/** Conclude and stay; print first what failed, and keep it for inspection. */
async function keep(played: Played, outcomes: readonly Outcome[]): Promise<void> {
  try {
    conclude(outcomes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(`canary: ${error.message}`);
    process.exitCode = error.exitCode;
  }
  await stay(played);
}

/** A folder that is gone when the process ends, by ^C too; `outlast` leaves ^C to somebody else. */
function temporary(): { readonly folder: string; readonly outlast: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "canary-rehearsal-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const leave = () => {
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, leave);
  return {
    folder,
    outlast: () => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, leave);
    },
  };
}

/** Empty a folder for a rehearsal, and lock it; returns how to unlock it. */
async function take(directory: string): Promise<() => Promise<void>> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  return lockFolder(directory);
}

async function begin(
  scenario: Scenario,
  where: Parameters<typeof import("../../rehearsal/traffic/index.ts").playScenario>[1],
): Promise<Played> {
  const { playScenario } = await import("../../rehearsal/traffic/index.ts");
  console.log(`\n${scenario.name}\n   ${scenario.shows}\n`);
  return playScenario(scenario, where, stepPrinter());
}
