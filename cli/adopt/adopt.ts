import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { publicHosts } from "../../config/hosts.ts";
import { isUnreadable, type StoredRecord } from "../../rollout/record.ts";
import { hasCanary } from "../../rollout/traffic.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import type { Stack } from "../engine/stack.ts";
import type { Project } from "../project.ts";
import { kindOf } from "../state.ts";
import { table } from "../table.ts";
import { UserError } from "../userError.ts";
import { openAccounts, type Accounts } from "./accounts.ts";
import type { Candidate } from "./candidates.ts";
import { readConfig } from "./config.ts";
import { discover, type Discovered } from "./discover.ts";
import { openEngine, type Engine } from "./engine.ts";
import { firstUpdate } from "./firstUpdate.ts";
import { makeReady } from "./makeReady.ts";
import { readStanding } from "./standing.ts";

export interface AdoptArgs {
  readonly project: Project;
  readonly stack: Stack;
  readonly yes?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/**
 * Take over a live site: import what exists, make the public name ready for the switch, and make the first
 * update without that. What an earlier run has done is not done again.
 *
 * @throws {UserError} where it stops, with what to do
 */
export async function adopt({ project, stack, yes, verbose }: AdoptArgs): Promise<void> {
  const { config, account } = await readConfig(stack, project);
  const before = await readStanding(stack);
  if (isUnderWay(before.stored)) {
    console.log(`${stack.name} is adopted: ${describe(before.stored)}. See ./canary status`);
    return;
  }
  const accounts = openAccounts({ team: config.vercel.team, datadog: account });
  const engine = openEngine(stack, { verbose, say: console.log });
  try {
    const { team } = config.vercel;
    const discovered = await discover({ engine, accounts, team, begun: before.begun });
    const live = before.stored ? [] : await notLive(config, accounts);
    const faults = [...discovered.faults, ...live];
    if (faults.length > 0)
      throw new UserError(
        `nothing was imported, and nothing was changed\n${faults.map((one) => `- ${one}`).join("\n")}`,
        1,
      );
    for (const line of maybeTwice(discovered.maybe)) console.log(line);
    const changed = await importAll(engine, discovered, yes);
    const now = changed ? await readStanding(stack) : before;
    if (config.environment === "production")
      await makeReady({ config, resources: now.resources, accounts, yes });
    await firstUpdate({ project, config, engine, standing: now, yes });
  } finally {
    engine.close();
  }
  console.log(nextSteps(config, stack.name));
}

/** Whether a rollout is past its first update: an update would move it. */
function isUnderWay(stored: StoredRecord): boolean {
  if (!stored) return false;
  return isUnreadable(stored) || stored.percentage > 0 || hasCanary(stored);
}

function describe(stored: StoredRecord): string {
  if (!stored || isUnreadable(stored)) return "the rollout's record cannot be read";
  return standing(stored, { now: new Date().toISOString() });
}

/** The public hosts that serve another deployment than the one that the first update assigns to them. */
async function notLive(config: Config, accounts: Accounts): Promise<string[]> {
  if (config.environment === "staging") return [];
  const { deployment } = config.releases.stable;
  const vercel = await accounts.vercel();
  const faults = publicHosts(config.hosts).map(async ({ public: host }) => {
    const live = (await vercel.alias(host))?.deploymentId ?? undefined;
    if (live === deployment) return [];
    return [
      live === undefined
        ? `Vercel serves no deployment at ${host}: is it a domain of ${config.vercel.project}, and live?`
        : `${host} serves ${live} now, and releases.stable is ${deployment}, which the first update would put there: name the one that is live`,
    ];
  });
  return (await Promise.all(faults)).flat();
}

/** What may be at a vendor twice once the first update is made. */
function maybeTwice(maybe: readonly Candidate[]): string[] {
  if (maybe.length === 0) return [];
  const names = maybe.map(
    ({ type, name }) => `  ${type.split(":")[0] ?? ""} ${kindOf(type)} ${name}`,
  );
  return [
    "an update that was cut off had begun to create these, and no name says whether it did. They are made; delete a second one there:",
    ...names,
    "",
  ];
}

/** Import what exists. Whether there was anything. */
async function importAll(
  engine: Engine,
  { existing, file }: Discovered,
  yes: boolean | undefined,
): Promise<boolean> {
  if (existing.length === 0) return false;
  const rows = existing.map(({ candidate: { type, name }, id }) => [kindOf(type), name, id]);
  console.log(`${table([["exists", "called here", "id"], ...rows])}\n`);
  await ask(`Import ${existing.length} into the state? Nothing changes at a vendor.`, yes);
  const folder = mkdtempSync(join(tmpdir(), "canary-import-"));
  try {
    const path = join(folder, "import.json");
    writeFileSync(path, JSON.stringify(file, null, 2));
    await engine.run("importing", [
      ...["import", "--file", path, "--generate-code=false", "--yes", "--skip-preview"],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`imported ${existing.length}; nothing was changed at a vendor`);
  return true;
}

function nextSteps(config: Config, stack: string): string {
  if (config.environment === "staging") return `\n${stack} is adopted`;
  const own = stack === "production" ? "" : ` --stack ${stack}`;
  const hosts = publicHosts(config.hosts).map((one) => one.public);
  const names = hosts.length > 1 ? "the weighted names" : "its weighted name";
  return [
    `\n${stack} is adopted: visitors get what they got, from where they got it. Next:`,
    `  ./canary adopt --switch${own}   leads ${hosts.join(", ")} to ${names}`,
  ].join("\n");
}
