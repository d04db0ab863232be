import { setTimeout as sleep } from "node:timers/promises";
import { getRecords } from "@pulumi/aws/route53/getRecords.js";
import { getAlias } from "@pulumiverse/vercel/getAlias.js";
import type { TrafficSetting } from "../rollout/traffic.ts";
import {
  ALIAS,
  aliasOf,
  splitOf,
  WEIGHTED_RECORD,
  type WrittenResource,
} from "./trafficSettings.ts";

/** How long the clouds may take to say it, in seconds. */
const PATIENCE = 20;

/**
 * The traffic settings, as the clouds have them now, for the resources of a state; what a cloud does not
 * have is left out. Rejects, with the reason, where one gives no answer in time.
 */
export async function settingsInClouds(
  resources: readonly WrittenResource[],
): Promise<TrafficSetting[]> {
  const records = resources.filter(({ type }) => type === WEIGHTED_RECORD);
  const aliases = resources.filter(({ type }) => type === ALIAS);
  const late = sleep(PATIENCE * 1000, `no answer within ${PATIENCE} s`, { ref: false });
  const pairs = Map.groupBy(records, ({ urn }) => splitOf(urn).host);
  const read = Promise.all([
    ...[...pairs.values()].map(weightsAtRoute53),
    ...aliases.map(aliasAtVercel),
  ]);
  const settings = await Promise.race([read, late]).catch(messageOf);
  if (typeof settings === "string")
    throw new Error(`what routes traffic cannot be read from the clouds: ${settings}`);
  return settings.flat();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** https://www.pulumi.com/registry/packages/aws/api-docs/route53/getrecords/ */
async function weightsAtRoute53(records: readonly WrittenResource[]): Promise<TrafficSetting[]> {
  const [first] = records;
  const { zoneId, name } = first?.outputs ?? {};
  if (!first || typeof zoneId !== "string" || typeof name !== "string") return [];
  const { resourceRecordSets } = await getRecords({ zoneId });
  return resourceRecordSets
    .filter((one) => one.setIdentifier && sameName(one.name, name))
    .map(({ setIdentifier, weight }) => ({
      kind: "weight",
      ...splitOf(first.urn),
      of: setIdentifier,
      value: weight,
    }));
}

/** Route 53 answers with names that end in a dot. */
function sameName(one: string, other: string): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/\.$/, "");
  return bare(one) === bare(other);
}

/** https://www.pulumi.com/registry/packages/vercel/api-docs/getalias/ */
async function aliasAtVercel({ urn, outputs }: WrittenResource): Promise<TrafficSetting[]> {
  const { alias, teamId } = outputs;
  if (typeof alias !== "string") return [];
  const { deploymentId } = await getAlias({
    alias,
    ...(typeof teamId === "string" && { teamId }),
  });
  return [{ kind: "alias", ...aliasOf(urn), value: deploymentId }];
}
