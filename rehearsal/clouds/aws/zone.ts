import { z } from "zod";
import { tags } from "../inputs.ts";
import { DIGITS, UPPER, type Draw } from "../store/draw.ts";
import type { Held, HeldResource, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { recordKind } from "./recordKind.ts";

const inputs = z.object({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  forceDestroy: z.boolean().optional(),
  tags,
});

type Inputs = z.infer<typeof inputs>;

/** A hosted zone of Route 53, with four name servers of its own. */
export const zone: ResourceType<Inputs> = {
  token: "aws:route53/zone:Zone",
  inputs,
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  immutable: ["name", "delegationSetId"],
  identify: (_, draw) => `Z${draw("id", 20, UPPER)}`,
  adds: {
    arn: (_, { id }) => `arn:aws:route53:::hostedzone/${id}`,
    nameServers: (_, { draw }) => nameServersOf(draw),
    primaryNameServer: (_, { draw }) => nameServersOf(draw)[0],
    tagsAll: ({ tags }) => tags ?? {},
    zoneId: (_, { id }) => id,
  },
  refusesToDelete: notEmpty,
};

function nameServersOf(draw: Draw): string[] {
  return ["com", "net", "org", "co.uk"].map(
    (ending) =>
      `ns-${draw(ending, 3, DIGITS)}.awsdns-${draw(`${ending} pool`, 2, DIGITS)}.${ending}`,
  );
}

/**
 * Only an empty zone can be deleted:
 * https://github.com/gruntwork-io/cloud-nuke/issues/704
 */
function notEmpty({ id, outputs }: HeldResource<Inputs>, held: Held): string | undefined {
  const records = held.of(recordKind).filter((record) => record.outputs.zoneId === id);
  if (records.length === 0 || outputs.forceDestroy) return undefined;
  return apiError(
    `deleting Route53 Hosted Zone (${id})`,
    "Route 53: DeleteHostedZone",
    "400, HostedZoneNotEmpty",
    "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
  );
}
