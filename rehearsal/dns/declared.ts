import type { DistributionArgs } from "@pulumi/aws/cloudfront/distribution.js";
import type { RecordArgs } from "@pulumi/aws/route53/record.js";
import type { DnsRecordArgs } from "@pulumi/cloudflare/dnsRecord.js";
import type { Unwrap } from "@pulumi/pulumi";
import type { Resource, Store } from "../clouds/index.ts";
import { dnsName } from "../clouds/names.ts";
import { ADDRESSES } from "./addresses.ts";
import type { RecordType, Zone, ZoneRecord } from "./zone.ts";

/** A name server: where it answers, and for which zones. */
export interface Server {
  readonly address: string;
  readonly zones: readonly Zone[];
}

/** A zone at Cloudflare, which no program here declares: its records are. */
export interface CloudflareZone {
  readonly id: string;
  readonly name: string;
}

const CLOUDFLARE_NAME_SERVERS = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"];
/** What `ttl: 1`, Automatic, means: https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ */
const AUTOMATIC_TTL = 300;
const VENDOR_TTL = 60;

/** The name servers of the zones that the stand-in clouds hold now, and of the vendors' own names. */
export function declaredZones(store: Store, zones: readonly CloudflareZone[]): readonly Server[] {
  const entries = store
    .resources("aws:cloudfront/distribution:Distribution")
    .filter(({ outputs }) => (outputs as Unwrap<DistributionArgs>).enabled)
    .map(({ outputs }) => String(outputs["domainName"]));
  return [
    {
      address: ADDRESSES.cloudflare,
      zones: zones.map(({ id, name }) => cloudflareZone(store, id, name)),
    },
    {
      address: ADDRESSES.route53,
      zones: store.resources("aws:route53/zone:Zone").map((zone) => route53Zone(store, zone)),
    },
    {
      address: ADDRESSES.vendors,
      zones: [
        vendorZone("vercel-dns.com", ["*.vercel-dns.com"], ADDRESSES.vercel),
        vendorZone("cloudfront.net", entries, ADDRESSES.cloudfront),
        ...nameServerZones(store),
      ],
    },
  ];
}

function cloudflareZone(store: Store, id: string, apex: string): Zone {
  const records = store
    .resources("cloudflare:index/dnsRecord:DnsRecord")
    .map(({ outputs }) => outputs as Unwrap<DnsRecordArgs>)
    .filter(({ zoneId }) => zoneId === id);
  return {
    apex: dnsName(apex),
    nameServers: CLOUDFLARE_NAME_SERVERS,
    contact: "dns.cloudflare.com",
    negativeTtl: 1800,
    records: records.map(cloudflareRecord),
  };
}

function cloudflareRecord(record: Unwrap<DnsRecordArgs>): ZoneRecord {
  const { name, type, ttl, content = "", proxied, settings } = record;
  const owner = { name: dnsName(name), ttl: ttl === 1 ? AUTOMATIC_TTL : ttl };
  // https://developers.cloudflare.com/dns/proxy-status/
  if (proxied === true) return { ...owner, type: "A", values: [ADDRESSES.cloudflareProxy] };
  if (settings?.flattenCname === true)
    throw new Error(`${name}: a rehearsal has no CNAME flattening: set flattenCname to false`);
  return { ...owner, type: typeOf(name, type), values: [content] };
}

function route53Zone(store: Store, { id, outputs }: Resource): Zone {
  return {
    apex: dnsName(String(outputs["name"])),
    nameServers: outputs["nameServers"] as string[],
    contact: "awsdns-hostmaster.amazon.com",
    // The SOA's minimum is a day and its TTL 900 s, and the less of both counts:
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
    negativeTtl: 900,
    records: store
      .resources("aws:route53/record:Record")
      .map((record) => record.outputs as Unwrap<RecordArgs>)
      .filter(({ zoneId }) => zoneId === id)
      .map(route53Record),
  };
}

function route53Record(record: Unwrap<RecordArgs>): ZoneRecord {
  const [policy] = record.weightedRoutingPolicies ?? [];
  if (record.aliases)
    throw new Error(
      `${record.name}: a rehearsal has no alias records of Route 53: declare a CNAME or an A record`,
    );
  return {
    name: dnsName(record.name),
    type: typeOf(record.name, record.type),
    ttl: record.ttl ?? 0,
    values: record.records ?? [],
    ...(policy && { weighted: { weight: policy.weight, healthCheck: record.healthCheckId } }),
  };
}

/** Each name server of Route 53 is in a zone of Amazon's: `ns-1.awsdns-2.com` in `awsdns-2.com`. */
function nameServerZones(store: Store): Zone[] {
  const names = store
    .resources("aws:route53/zone:Zone")
    .flatMap(({ outputs }) => outputs["nameServers"] as string[]);
  const byZone = Map.groupBy(names, (name) => name.replace(/^[^.]+\./, ""));
  return [...byZone].map(([apex, inside]) => vendorZone(apex, inside, ADDRESSES.route53));
}

function vendorZone(apex: string, hosts: readonly string[], address: string): Zone {
  const record = { type: "A", ttl: VENDOR_TTL, values: [address] } as const;
  return {
    apex,
    nameServers: [`ns1.${apex}`],
    contact: `hostmaster.${apex}`,
    negativeTtl: VENDOR_TTL,
    records: hosts.map((name) => ({ name: dnsName(name), ...record })),
  };
}

const TYPES: readonly string[] = ["A", "AAAA", "CNAME", "NS", "TXT", "CAA"] satisfies RecordType[];

function typeOf(name: string, type: string): RecordType {
  if (TYPES.includes(type)) return type as RecordType;
  throw new Error(`${name}: a rehearsal has no ${type} records, ${TYPES.join(", ")} alone`);
}
