import { isUnreadable } from "../../rollout/record.ts";
import type { CloudflareRecord } from "../../vendors/cloudflare.ts";
import { ask } from "../ask.ts";
import { standing } from "../describe.ts";
import { policyPackArgs } from "../policyPack.ts";
import { withProgress } from "../progressLine.ts";
import { nameOf } from "../state.ts";
import { UserError } from "../userError.ts";
import { lineWidth } from "../wrap.ts";
import { openAccounts, type Accounts } from "./accounts.ts";
import type { AdoptArgs } from "./adopt.ts";
import { checksBefore, isVerified } from "./checks.ts";
import { readConfig } from "./config.ts";
import { openEngine, type Engine } from "./engine.ts";
import { switching, unexpectedIn, unexpectedLines } from "./expected.ts";
import { stepsOf } from "./firstUpdate.ts";
import { isSwitched } from "./publicRecord.ts";
import { settled } from "./settled.ts";
import { splitsIn, type PublicRecord, type Split } from "./splits.ts";
import { readStanding, type Standing } from "./standing.ts";
import { tellChecks } from "./tellChecks.ts";

/** A public host whose record the state has. */
interface Adopted {
  readonly split: Split & { readonly record: PublicRecord };
  /** As Cloudflare has it now. */
  readonly record: CloudflareRecord;
}

/**
 * Lead every public host to its weighted name, by an update that changes these records and nothing else.
 * All that they are to lead to is checked first, and where they lead afterwards.
 *
 * @throws {UserError} 1 where it is not made, 3 where it is made and not verified
 */
export async function makeSwitch({ project, stack, yes, verbose }: AdoptArgs): Promise<void> {
  const { config } = await readConfig(stack, project);
  if (config.environment === "staging")
    throw new UserError(`${stack.name} is a staging stack: its traffic is not split`);
  const state = await readStanding(stack);
  refuseUnlessAtRest(state);
  const accounts = openAccounts({ team: config.vercel.team });
  const hosts = await recordsOf(splitsIn(state.resources), accounts);
  const { status } = config.health;
  const { resolvers, thresholds } = config;
  const checked = { status, resolvers, days: thresholds.certificateDays };
  const open = hosts.filter(({ record, split }) => !isSwitched(record, split));
  const own = stack.name === "production" ? "" : ` --stack ${stack.name}`;
  const engine = openEngine(stack, { verbose, say: console.log });
  try {
    if (open.length > 0) await refuseUnlessSound(open, checked);
    const names = open.map(({ split }) => split.host).join(", ");
    if (open.length > 0)
      await ask(`\nLead ${names} to the weighted name? Both lead to Vercel.`, yes);
    await update(project.directory, engine, hosts);
  } finally {
    engine.close();
  }
  const after = hosts.map(({ split }) => ({ split, ...checked, to: split.weighted }));
  await settled(after, `./canary adopt --undo-switch${own} takes it back`);
  console.log(
    open.length === 0
      ? "\nit was switched before"
      : `\nswitched. To take it back: ./canary adopt --undo-switch${own}`,
  );
}

/** Above 0 % the switch itself would send visitors to the canary. */
function refuseUnlessAtRest({ stored }: Standing): void {
  if (!stored) throw new UserError("the first update comes first: ./canary adopt makes it", 1);
  if (isUnreadable(stored))
    throw new UserError("the rollout's record cannot be read: see ./canary status", 1);
  if (stored.percentage > 0)
    throw new UserError(
      `${standing(stored)}: the switch would send that share to it at once. Go back to 0 % first: ./canary rollback`,
      1,
    );
}

/** The public hosts with their records, as Cloudflare has them. */
export async function recordsOf(
  splits: readonly Split[],
  accounts: Accounts,
): Promise<readonly Adopted[]> {
  const cloudflare = await accounts.cloudflare();
  return Promise.all(
    splits.map(async (split) => {
      const { host, zone, zoneId, record: own } = split;
      if (!own)
        throw new UserError(
          `the state does not have the record of ${host}: ./canary adopt imports it`,
          1,
        );
      const record = (await cloudflare.records(zoneId, host)).find(({ id }) => id === own.id);
      if (!record)
        throw new UserError(
          `the record of ${host} is no longer in the zone ${zone}, under the id ${own.id} that the state has: pulumi refresh finds out`,
          1,
        );
      return { split: { ...split, record: own }, record };
    }),
  );
}

async function refuseUnlessSound(
  hosts: readonly Adopted[],
  checked: Omit<Parameters<typeof checksBefore>[0], "split" | "record" | "now">,
): Promise<void> {
  const now = new Date();
  const all = await withProgress(
    "checking both legs",
    Promise.all(
      hosts.map(async ({ split, record }) => ({
        split,
        checks: await checksBefore({ split, record, now, ...checked }),
      })),
    ),
  );
  for (const { split, checks } of all) tellChecks(split.host, checks);
  const failed = all.flatMap(({ checks }) => checks.filter((one) => !isVerified(one)));
  if (failed.length > 0)
    throw new UserError(
      `the switch was not made: ${failed.length} of these do not hold. Run it again once they do (docs/adopting.md#what-the-switch-checks)`,
      1,
    );
}

/** Read the records as they are, preview, and apply where nothing but these records changes. */
async function update(directory: string, engine: Engine, hosts: readonly Adopted[]): Promise<void> {
  const urns = hosts.map(({ split }) => split.record.urn);
  const policies = await policyPackArgs(directory);
  await engine.run("reading the public record", [
    ...["refresh", "--yes", "--skip-preview"],
    ...urns.flatMap((urn) => ["--target", urn]),
  ]);
  const { events } = await engine.run("previewing the switch", ["preview", ...policies]);
  const steps = stepsOf(events);
  const unexpected = unexpectedIn(steps, switching(urns), { creates: false });
  if (unexpected.length > 0)
    throw new UserError(
      [
        "the update would change more than the public name, so the switch was not made:",
        ...unexpectedLines(unexpected, lineWidth()),
        "",
        "Apply that by itself first, without the public name: pulumi up " +
          urns.map((urn) => `--exclude '**::${nameOf(urn)}'`).join(" "),
      ].join("\n"),
      1,
    );
  if (steps.some(({ urn, op }) => urns.includes(urn) && op === "update"))
    await engine.run("making the switch", ["up", "--yes", "--skip-preview", ...policies]);
}
