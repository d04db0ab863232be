import { publicHosts } from "../../../config/hosts.ts";
import type { CloudflareRecord } from "../../../vendors/cloudflare.ts";
import { withConfig, type Check, type Configured } from "../check.ts";
import { fault, ok, type Finding } from "../finding.ts";
import { idsOf, TYPES } from "../inState.ts";
import type { Config } from "../../../config.ts";

/** Types that may stand beside a CNAME's name nowhere: https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2 */
const ADDRESSES = ["A", "AAAA"];

/** Records that the proxy answers for, and those that are in the way of what `up` makes. */
export const dnsRecords: Check = {
  id: "dns-records",
  title: "the hosts' records at Cloudflare",
  for: ["up", "start"],
  run: withConfig(async (context) => {
    const own = idsOf(await context.resources(), TYPES.dnsRecord);
    const observed = await recordsOf(context);
    const findings = observed.flatMap(({ name, isPublic, records }) =>
      records.flatMap((record) => [
        ...proxied(record, name),
        ...(own.some((id) => id.endsWith(record.id)) ? [] : conflicting(record, isPublic)),
      ]),
    );
    const names = observed.map(({ name }) => name).join(", ");
    return findings.length > 0 ? findings : [ok(`nothing is proxied or in the way: ${names}`)];
  }),
};

/** The records of each name that this stack declares some for. */
export async function recordsOf({
  clouds,
  config,
}: Pick<Configured<Config>, "clouds" | "config">): Promise<
  readonly {
    readonly name: string;
    readonly isPublic: boolean;
    readonly records: readonly CloudflareRecord[];
  }[]
> {
  const cloudflare = await clouds.cloudflare();
  const hosts =
    config.environment === "staging"
      ? [{ name: config.host, isPublic: true }]
      : publicHosts(config.hosts).flatMap((one) => [
          { name: one.public, isPublic: true },
          ...[one.canary, one.prepared, one.delegated].map((name) => ({ name, isPublic: false })),
        ]);
  return Promise.all(
    hosts.map(async (host) => ({
      ...host,
      records: await cloudflare.records(config.cloudflare.zoneId, host.name),
    })),
  );
}

function proxied({ proxied: isProxied, type }: CloudflareRecord, name: string): Finding[] {
  if (!isProxied) return [];
  return [
    fault(
      `the ${type} record of ${name} is proxied: Cloudflare answers for it, and not the weights`,
      "DNS only",
      "turn the proxy off (grey cloud) once Vercel has a certificate for the host: https://developers.cloudflare.com/dns/proxy-status/",
    ),
  ];
}

/** A record that is not in the state. */
function conflicting({ type, name, content, id }: CloudflareRecord, isPublic: boolean): Finding[] {
  const observed = `${name} has a ${type} record (${content}, id ${id}) that is not in the state`;
  if (isPublic && type === "CNAME")
    return [
      fault(
        observed,
        "the record of the public host imported, as pulumi up makes another one otherwise",
        "canary adopt imports it (docs/adopting.md)",
        ["up"],
      ),
    ];
  if (type === "CNAME" || type === "NS" || ADDRESSES.includes(type))
    return [
      fault(
        observed,
        "no record beside those of this stack",
        isPublic
          ? "change an A record into a CNAME in one call, and delete an AAAA beside it (docs/adopting.md)"
          : "delete it, or name another host",
        ["up"],
      ),
    ];
  return [];
}
