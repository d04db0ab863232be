import { isUnreadable, type StoredRecord } from "../../rollout/record.ts";
import { ask } from "../ask.ts";
import { extrasOf } from "../monitored.ts";
import { readState } from "../state.ts";
import { openAccounts } from "./accounts.ts";
import type { AdoptArgs } from "./adopt.ts";
import { ready, toReady } from "./publicRecord.ts";
import { settled } from "./settled.ts";
import { splitsIn } from "./splits.ts";
import { recordsOf } from "./switch.ts";

/** Days that a certificate must be good for where nothing is refused for it. */
const DAYS = 0;

/**
 * Lead every public host straight to Vercel again, by one change of each record at Cloudflare: from the
 * state alone, whatever the stack file and the engine say. The state keeps the switch, so that no plain
 * update makes it again.
 *
 * @throws {UserError} 3 where it is not verified that they lead there
 */
export async function undoSwitch({ project, stack, yes }: AdoptArgs): Promise<void> {
  const state = await readState(stack, { secrets: true });
  const { resources, stored } = state;
  const { resolvers, status } = extrasOf(project, stack.name, state);
  const accounts = openAccounts({});
  const hosts = await recordsOf(splitsIn(resources), accounts);
  const open = hosts.filter(({ split, record }) => toReady(record, split).length > 0);
  const names = open.map(({ split }) => `${split.host} to ${split.target}`).join(", ");
  if (open.length > 0) await ask(`Lead ${names}? Everyone gets stable then.`, yes);
  const cloudflare = await accounts.cloudflare();
  for (const { split, record } of open)
    await cloudflare.editRecord(split.zoneId, record.id, ready(split));
  const after = hosts.map(({ split }) => ({
    ...{ split, resolvers, status, days: DAYS },
    to: split.target,
  }));
  await settled(after, "see the record at Cloudflare, and run this again");
  console.log(open.length === 0 ? "\nit leads straight to Vercel already" : undone(stored));
}

function undone(stored: StoredRecord): string {
  const isOpen = stored && !isUnreadable(stored) && stored.percentage > 0;
  return [
    "\nundone: resolvers that have the weighted name keep it for up to 5 min",
    ...(isOpen
      ? [
          `the record still says ${stored.percentage} % for the canary: ./canary rollback takes it back there too`,
        ]
      : []),
    "a plain pulumi up leaves it so, pulumi up --refresh would switch again; ./canary adopt --switch does",
  ].join("\n");
}
