import type { ProductionConfig } from "../../config.ts";
import { weightedNameOf } from "../../components/weightedName.ts";
import { publicHosts } from "../../config/hosts.ts";
import { ask } from "../ask.ts";
import type { StateResource } from "../state.ts";
import { UserError } from "../userError.ts";
import type { Accounts } from "./accounts.ts";
import { certificateAt } from "./certificateAt.ts";
import { DNS_RECORD, isPublicRecord } from "./resources.ts";
import { isSwitched, ready, secondsOf, toReady } from "./publicRecord.ts";

/**
 * Make the record of each public host what the switch and its undo need: a CNAME to Vercel, without
 * Cloudflare's proxy, kept for a minute. It is one call for each, so that the name answers all along, and
 * comes after the import: the state then has the TTL that resolvers still go by. One that leads to its
 * weighted name is left alone.
 */
export async function makeReady({
  config,
  resources,
  accounts,
  yes,
}: {
  readonly config: ProductionConfig;
  readonly resources: readonly StateResource[];
  readonly accounts: Accounts;
  readonly yes: boolean | undefined;
}): Promise<void> {
  const { zoneId, zone } = config.cloudflare;
  const { target } = config.vercel;
  const cloudflare = await accounts.cloudflare();
  for (const { public: host, delegated } of publicHosts(config.hosts)) {
    const own = resources.find(
      ({ type, urn, inputs }) =>
        type === DNS_RECORD && isPublicRecord({ type, urn }) && inputs["name"] === host,
    );
    const record = (await cloudflare.records(zoneId, host)).find(({ id }) => id === own?.id);
    if (!record)
      throw new UserError(
        `the record of ${host}, which was imported, is no longer in the zone ${zone}: who changed it?`,
        1,
      );
    const name = { host, target, weighted: weightedNameOf(host, zone, delegated) };
    const changes = toReady(record, name);
    if (changes.length === 0 || isSwitched(record, name)) continue;
    await refuseWithoutCertificate(host, target);
    console.log(`\n${host} at Cloudflare: ${changes.join(", ")}`);
    await ask("Change it, in one call? Visitors go to Vercel before and after.", yes);
    await cloudflare.editRecord(zoneId, record.id, ready(name));
    console.log(
      `changed; resolvers may keep what it was for ${secondsOf(record)} s, which the switch waits for`,
    );
  }
}

/** Where Cloudflare's proxy answered so far, or another address, nothing says yet that Vercel can. */
async function refuseWithoutCertificate(host: string, at: string): Promise<void> {
  const { faults } = await certificateAt({ host, at, days: 1 });
  if (faults.length > 0)
    throw new UserError(
      `${host} was left as it is, because Vercel has no certificate for it: ${faults.join("; ")}\nadd it at Vercel (Settings, Domains) and wait until it is issued`,
      1,
    );
}
