import { withConfig, type Check } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { recordsOf } from "./dnsRecords.ts";

/** What the program declares for the public host, in seconds: visitors follow a switch within that time. */
const LONGEST = 300;
/** `ttl: 1` is Automatic, 300 s: https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ */
const AUTOMATIC = 1;

/** Until an old answer runs out, its visitors get no share of a canary, and no roll back. */
export const dnsTtl: Check = {
  id: "dns-ttl",
  title: "how long resolvers keep the public hosts' records",
  for: ["start"],
  run: withConfig(async (context) => {
    const observed = await recordsOf(context);
    const own = observed.filter(({ isPublic }) => isPublic);
    const long = own.flatMap(({ name, records }) =>
      records
        .filter(({ ttl }) => ttl !== AUTOMATIC && ttl > LONGEST)
        .map(({ type, ttl }): Finding =>
          fault(
            `the ${type} record of ${name} has a TTL of ${ttl} s`,
            `${LONGEST} s at most, for as long as the old answer is kept after the switch`,
            `set its TTL to 60, and wait ${ttl} s before the switch (docs/adopting.md)`,
          ),
        ),
    );
    return long.length > 0 ? long : [ok(`${LONGEST} s at most`)];
  }),
};
