import type { ZoneArgs } from "@pulumi/aws/route53/zone.js";
import { z } from "zod";
import { kept, tags } from "../inputs.ts";
import { DIGITS, UPPER } from "../store/draw.ts";
import type { Held, HeldResource, Kind, ResourceType } from "../resourceType.ts";
import { apiError } from "./failures.ts";
import { recordKind } from "./recordKind.ts";

const inputs = z.strictObject({
  // The real provider makes a name up where there is none; no program here leaves it to that.
  name: z.string(),
  comment: z.string().optional(),
  forceDestroy: z.boolean().optional(),
  tags,
  ...kept("delegationSetId", "enableAcceleratedRecovery", "vpcs"),
} satisfies Record<keyof ZoneArgs, z.ZodType>);

type Inputs = z.infer<typeof inputs>;

export const zoneKind: Kind<Inputs> = { token: "aws:route53/zone:Zone", inputs };

/** A hosted zone of Route 53, with four name servers of its own. */
export const zone: ResourceType<Inputs> = {
  ...zoneKind,
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  immutable: ["name", "delegationSetId"],
  computed: ["arn", "nameServers", "primaryNameServer", "tagsAll", "zoneId"],
  identify: (_, draw) => `Z${draw("id", 20, UPPER)}`,
  outputs: ({ tags }, { id, draw }) => {
    const nameServers = ["com", "net", "org", "co.uk"].map(
      (ending) =>
        `ns-${draw(ending, 3, DIGITS)}.awsdns-${draw(`${ending} pool`, 2, DIGITS)}.${ending}`,
    );
    return {
      arn: `arn:aws:route53:::hostedzone/${id}`,
      nameServers,
      primaryNameServer: nameServers[0],
      tagsAll: tags ?? {},
      zoneId: id,
    };
  },
  refusesToDelete: notEmpty,
};

/**
 * Only an empty zone can be deleted:
 * https://github.com/gruntwork-io/cloud-nuke/issues/704
 */
function notEmpty({ id, outputs }: HeldResource<Inputs>, held: Held): string | undefined {
  const records = held.of(recordKind).filter((record) => record.outputs.zoneId === id);
  if (records.length === 0 || outputs.forceDestroy) return undefined;
  return apiError({
    doing: `deleting Route53 Hosted Zone (${id})`,
    call: "Route 53: DeleteHostedZone",
    status: 400,
    code: "HostedZoneNotEmpty",
    message:
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
  });
}
