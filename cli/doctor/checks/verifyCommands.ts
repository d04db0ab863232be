import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { evidenced } from "../../../checklist/item.ts";
import { EVIDENCED } from "../../../checklist/items.ts";
import { notApplicable } from "../../../checklist/scope.ts";
import type { ProductionConfig } from "../../../config.ts";
import { json } from "../../json.ts";
import { defaultOf } from "../../verify/defaults.ts";
import { appEnvironment } from "../../verify/environment.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Each command of `verify` starts: its program is there, and the script that npm is to run. */
export const verifyCommands: Check = {
  id: "verify-commands",
  title: "the commands that verify items",
  for: ["start"],
  run: inProduction(({ project, config, env }) => {
    const checkout = config.app && resolve(project.directory, config.app.checkout);
    const { stable } = config.releases;
    const { PATH = "" } = appEnvironment({ release: stable, stable }, [], env);
    const findings = [...unnamed(config), ...commandFaults(config, checkout, PATH)];
    const count = Object.values(config.verify).filter((one) => one.command).length;
    return Promise.resolve(findings.length > 0 ? findings : [ok(`${count} commands start`)]);
  }),
};

/** Items that nothing verifies yet. */
function unnamed(config: ProductionConfig): Finding[] {
  return EVIDENCED.filter(
    (item) =>
      evidenced(item) === "verify" &&
      notApplicable(item, config) === undefined &&
      config.verify[item.id]?.command === undefined &&
      defaultOf(item) === undefined,
  ).map(({ id }) =>
    fault(
      `nothing verifies ${id}`,
      `a command under verify.${id}`,
      `name one, or exempt the item: docs/config.md has verify and exemptions`,
    ),
  );
}

function commandFaults(
  { verify }: ProductionConfig,
  checkout: string | undefined,
  path: string,
): Finding[] {
  // Without a checkout nothing is found in it: the check checkout says so.
  if (checkout === undefined || !existsSync(checkout)) return [];
  return Object.entries(verify).flatMap(([item, own]) => {
    if (!own.command) return [];
    const folder = join(checkout, own.folder);
    const why = whyNot(own.command, folder, path);
    if (why === undefined) return [];
    const command = own.command.join(" ");
    return [
      fault(
        `verify.${item}: ${command}: ${why}`,
        "a command that starts in the app's checkout",
        "install the app's packages there, or correct the command",
      ),
    ];
  });
}

/** Why a command does not start in a folder; undefined where nothing is known against it. */
export function whyNot(
  [program = "", ...args]: readonly string[],
  folder: string,
  path: string,
): string | undefined {
  if (!existsSync(folder)) return `there is no folder ${folder}`;
  const places = program.includes("/")
    ? [resolve(folder, program)]
    : path.split(delimiter).map((one) => join(one, program));
  if (!places.some(isExecutable)) return `${program} is not there`;
  if (program === "npm") return scriptMissing(args, folder);
  // npx --no-install runs what is installed alone: https://docs.npmjs.com/cli/v11/commands/npx
  if (program === "npx" && args[0] === "--no-install" && args[1] !== undefined)
    return hasBinary(args[1], folder) ? undefined : `${args[1]} is not installed`;
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `npm test`, or `npm run … NAME`, whose script package.json does not have. */
function scriptMissing(args: readonly string[], folder: string): string | undefined {
  const names = args.filter((one) => !one.startsWith("-"));
  const script = ["run", "run-script"].includes(names[0] ?? "")
    ? names[1]
    : ["test", "t"].includes(names[0] ?? "")
      ? "test"
      : undefined;
  if (script === undefined) return undefined;
  const file = join(folder, "package.json");
  if (!existsSync(file)) return `there is no ${file}`;
  const read = json(readFileSync(file, "utf8")) as { scripts?: object } | undefined;
  return Object.hasOwn(read?.scripts ?? {}, script) ? undefined : `${file} has no script ${script}`;
}

function hasBinary(name: string, from: string): boolean {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules/.bin", name))) return true;
    if (dirname(folder) === folder) return false;
  }
}
