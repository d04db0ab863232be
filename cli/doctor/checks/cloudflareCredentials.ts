import { PermissionMissing } from "../../../vendors/failures.ts";
import { withConfig, type Check } from "../check.ts";
import { NoCredentials } from "../clouds.ts";
import { fault, ok } from "../finding.ts";

const DOCS = "https://developers.cloudflare.com/fundamentals/api/reference/permissions/";

/** A roll back writes nothing at Cloudflare. */
export const cloudflareCredentials: Check = {
  id: "cloudflare-credentials",
  title: "the Cloudflare token and its permissions",
  for: ["up"],
  run: withConfig(async ({ clouds, config }) => {
    const { zone, zoneId } = config.cloudflare;
    const expected = `a token with DNS: Edit on the zone ${zone}`;
    try {
      const cloudflare = await clouds.cloudflare();
      await cloudflare.records(zoneId, zone);
      return (await cloudflare.mayEditRecords(zoneId))
        ? [ok(`may edit the records of ${zone}`)]
        : [
            fault(
              `the token reads the records of ${zone} and may not edit them`,
              expected,
              `give it the permission DNS: Edit on that zone: ${DOCS}`,
            ),
          ];
    } catch (error) {
      if (error instanceof NoCredentials)
        return [
          fault("CLOUDFLARE_API_TOKEN is not set", expected, `make one with DNS: Edit: ${DOCS}`),
        ];
      if (error instanceof PermissionMissing)
        return [fault(error.message, expected, `give it DNS: Edit on the zone ${zone}: ${DOCS}`)];
      throw error;
    }
  }),
};
