import { withConfig, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";

/** Types of zones: https://developers.cloudflare.com/dns/zone-setups/ */
const FULL = "full";

/** The zone that is named is that of the id, and Cloudflare answers for it. */
export const cloudflareZone: Check = {
  id: "cloudflare-zone",
  title: "the zone at Cloudflare",
  for: ["up"],
  run: withConfig(async ({ clouds, config }) => {
    const { zone: name, zoneId } = config.cloudflare;
    const zones = await (await clouds.cloudflare()).zones(name);
    // A token with DNS: Edit alone sees no zones, and needs none to edit records.
    if (zones.length === 0) return [ok(`the token does not see zones: ${name} is taken as given`)];
    const zone = zones.find(({ id }) => id === zoneId);
    const expected = `the full zone ${name}, active, with the id in the stack file`;
    if (!zone)
      return [
        fault(
          `cloudflare.zoneId is ${zoneId}, and ${name} has the id ${zones.map(({ id }) => id).join(", ")}`,
          expected,
          "write that id as cloudflare.zoneId",
        ),
      ];
    const findings: Finding[] = [
      ...(zone.status === undefined || zone.status === "active"
        ? []
        : [
            fault(
              `the zone ${name} is ${zone.status}`,
              expected,
              `point its registrar at ${zone.nameServers.join(", ")}`,
            ),
          ]),
      ...(zone.type === undefined || zone.type === FULL
        ? []
        : [
            fault(
              `the zone ${name} is a ${zone.type} one`,
              expected,
              "a full setup: https://developers.cloudflare.com/dns/zone-setups/full-setup/",
            ),
          ]),
    ];
    return findings.length > 0 ? findings : [ok(`${name} is active`)];
  }),
};
