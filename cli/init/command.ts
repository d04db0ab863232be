import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { VERSION } from "../../program/version.ts";
import { accessIn } from "../../vendors/environment.ts";
import { UserError } from "../userError.ts";
import { GROUPS, type Group } from "./answers.ts";
import { askFor, terminal, type Asker } from "./ask.ts";
import { refuseFaults } from "./check.ts";
import { compose, missingFrom, missingText, usualStagingHost } from "./compose.ts";
import { filesOf } from "./files/all.ts";
import { PACKAGE } from "./files/project.ts";
import { commandOf, FLAGS, formFaults, teamFlag, type Given, type Key } from "./flags.ts";
import { assumedText, findingsText, nextText } from "./print.ts";
import { refuseExisting, writeFiles } from "./write.ts";

interface Options extends Readonly<Record<string, unknown>> {
  readonly directory: string;
  readonly yes?: boolean;
  readonly team?: readonly string[];
}

export function initCommand(): Command {
  const command = new Command("init")
    .description(
      "Write a folder of your own for a site that is live on Vercel: reads your accounts with the tokens in the environment, asks for the rest, and overwrites nothing.",
    )
    .option("-d, --directory <folder>", "where the files are written", ".")
    .option("-y, --yes", "ask nothing: every answer is a flag's or an account's");
  for (const { flag, about } of Object.values(FLAGS)) command.option(flag, about);
  return command
    .option(
      "--team <group=handle>",
      `a team that Datadog has already, for one of ${GROUPS.join(", ")}; may be given again`,
      (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
    )
    .addHelpText("after", HELP)
    .action(async (options: Options) => {
      await init(
        {
          directory: resolve(options.directory),
          flags: flagsOf(options, command),
          teams: teamsOf(options.team ?? []),
          environment: process.env,
          now: new Date(),
          rehearse,
        },
        options.yes ? undefined : terminal,
      );
    });
}

const HELP = `
Tokens, each with what it is read for; a missing one only means a few more questions:
  VERCEL_API_TOKEN                  the team, the project, the deployment that is live now
  CLOUDFLARE_API_TOKEN              the zone and the host's record (Zone: Read, DNS: Read)
  AWS_PROFILE, or AWS_ACCESS_KEY_ID the account, CloudFront's aliases
  DATADOG_API_KEY, DATADOG_APP_KEY  services, environments and metrics that have data, teams
                                    (metrics_read, apm_read, teams_read, integrations_read)`;

/** What a run of the command is given. */
export interface InitOptions {
  readonly directory: string;
  readonly flags: Given;
  readonly teams: Readonly<Partial<Record<Group, string>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  /** Plays the folder, where whoever is asked wants it. */
  readonly rehearse: (directory: string) => Promise<void>;
}

/**
 * Read, ask, check and write.
 *
 * @param asking who answers; nobody where absent (`--yes`)
 * @throws {UserError} where a file is there, an answer is missing or does not fit; nothing is written then
 */
export async function init(
  options: InitOptions,
  asking: (() => Promise<Asker>) | undefined,
): Promise<void> {
  const { directory, teams, environment, now } = options;
  refuseExisting(directory);
  const faults = formFaults(options.flags);
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  const asker = await asking?.();
  const flags = await withSite(options, asker);
  const { discover } = await import("./discover/all.ts");
  const discovered = await discover(flags, environment, now);
  const findings = findingsText(discovered);
  if (findings) console.log(findings);
  const missing = missingFrom(discovered.given);
  if (missing.length > 0 && !asker)
    throw new UserError(missingText(missing, (key) => FLAGS[key].about));
  const given = asker ? await askFor(missing, discovered.given, asker) : discovered.given;
  const { answers, assumed } = compose({ ...discovered, given }, teams, directory, now);
  if (options.flags.stagingHost === undefined)
    assumed.push(`staging's host: ${answers.staging.host} (--staging-host)`);
  const file = join(directory, "package.json");
  const existing = existsSync(file) ? await readFile(file, "utf8") : undefined;
  const files = filesOf(answers, required(), existing);
  refuseFaults(files, answers.name, asker ? commandOf(given, directory) : undefined);
  if (assumed.length > 0) console.log(assumedText(assumed));
  if (asker && !(await asker.confirm(`Write ${files.length} files to ${directory}?`)))
    throw new UserError("nothing was written", 1);
  const { written, left } = await writeFiles(directory, files);
  console.log(`Wrote ${written.join(", ")}`);
  if (left.length > 0) console.log(`Left as they are: ${left.join(", ")}`);
  console.log(`\n${nextText(directory, answers)}`);
  if (asker && (await asker.confirm(REHEARSE))) await options.rehearse(directory);
}

const REHEARSE = "Rehearse it now? (your own hosts and project, on this machine, in some minutes)";

async function rehearse(directory: string): Promise<void> {
  const { rehearseCommand } = await import("../rehearse/command.ts");
  await rehearseCommand().parseAsync(["--project", directory], { from: "user" });
}

/**
 * The site comes first: what is read depends on it; with staging's host, which is beside it, and the site at
 * Datadog, where there are keys for it.
 */
async function withSite(
  { flags, environment }: InitOptions,
  asker: Asker | undefined,
): Promise<Given> {
  const hasKeys = accessIn(environment).datadog !== undefined && !environment["DD_SITE"];
  const first: readonly Key[] = hasKeys ? ["site", "datadogSite"] : ["site"];
  const unanswered = first.filter((key) => flags[key] === undefined);
  const given = asker ? await askFor(unanswered, flags, asker) : flags;
  if (given.site === undefined)
    throw new UserError(missingText(missingFrom(given), (key) => FLAGS[key].about));
  const site = given.site
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .toLowerCase();
  return { ...given, site, stagingHost: given.stagingHost ?? usualStagingHost({ ...given, site }) };
}

/** The flags that were given, by their keys: commander names them after their own words. */
function flagsOf(options: Options, command: Command): Given {
  const keys = Object.keys(FLAGS) as Key[];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const name = command.options.find(({ flags }) => flags === FLAGS[key].flag)?.attributeName();
      const value = name === undefined ? undefined : options[name];
      return typeof value === "string" && value.trim() !== "" ? [[key, value.trim()]] : [];
    }),
  );
}

/** @throws {UserError} where one names no group */
function teamsOf(flags: readonly string[]): Readonly<Partial<Record<Group, string>>> {
  return Object.fromEntries(
    flags.map((text) => {
      const read = teamFlag.safeParse(text);
      if (read.success) return read.data;
      throw new UserError(
        `--team ${text}: expected GROUP=HANDLE, the group one of ${GROUPS.join(", ")}`,
      );
    }),
  );
}

const packaged = z.object({ peerDependencies: z.record(z.string(), z.string()) });

/**
 * What the folder depends on: this package, and its peers at the versions that it was tested with. npm
 * would take the newest ones, and an SDK that is newer than the engine may not run on it.
 */
function required(): Readonly<Record<string, string>> {
  const own: unknown = createRequire(import.meta.url)("../../package.json");
  const { peerDependencies } = packaged.parse(own);
  const result: Record<string, string> = { [PACKAGE]: VERSION };
  for (const [name, range] of Object.entries(peerDependencies))
    result[name] = range.replace(/^\^/, "");
  return result;
}
