import { dnsName } from "../clouds/names.ts";
import { chooseWeighted, type Luck } from "./weighted.ts";
import { closest, isWithin, type Zone, type ZoneRecord } from "./zone.ts";

/** What an authoritative server has to say. */
export type Reply =
  /** The records of the name, or its CNAME and, where they are in the same zone, what it leads to. */
  | { readonly is: "answer"; readonly records: readonly ZoneRecord[] }
  /** Another server's matter. */
  | { readonly is: "referral"; readonly nameServers: readonly ZoneRecord[] }
  /** The name is there, and has no such record. */
  | { readonly is: "nodata"; readonly zone: Zone; readonly records: readonly ZoneRecord[] }
  | { readonly is: "nxdomain"; readonly zone: Zone; readonly records: readonly ZoneRecord[] }
  /** No zone of this server. */
  | { readonly is: "refused" };

/** As long as chains of CNAMEs may get before they count as a loop. */
const LONGEST_CHAIN = 8;

/** What a server of some zones answers to a question. https://www.rfc-editor.org/rfc/rfc1034#section-4.3.2 */
export function answerTo(
  question: { readonly name: string; readonly type: string },
  zones: readonly Zone[],
  luck: Luck,
): Reply {
  const records: ZoneRecord[] = [];
  let name = dnsName(question.name);
  for (;;) {
    const zone = closest(name, zones);
    if (!zone) return records.length > 0 ? { is: "answer", records } : { is: "refused" };
    const nameServers = delegation(name, zone);
    if (nameServers.length > 0) {
      return records.length > 0 ? { is: "answer", records } : { is: "referral", nameServers };
    }
    const there = at(name, zone);
    const wanted = there.filter(({ type }) => type === question.type);
    const alias = there.filter(({ type }) => type === "CNAME");
    const result = pick(wanted.length > 0 ? wanted : alias, luck);
    if (result.length === 0) {
      return { is: there.length > 0 || exists(name, zone) ? "nodata" : "nxdomain", zone, records };
    }
    records.push(...result);
    const next = result[0]?.type === "CNAME" ? result[0].values[0] : undefined;
    if (next === undefined || question.type === "CNAME" || records.length > LONGEST_CHAIN)
      return { is: "answer", records };
    name = dnsName(next);
  }
}

/** The records that hand a name, or what is above it, to other servers. */
function delegation(name: string, { apex, records }: Zone): readonly ZoneRecord[] {
  const cuts = records.filter(
    (record) => record.type === "NS" && record.name !== apex && isWithin(name, record.name),
  );
  const nearest = Math.max(...cuts.map((cut) => cut.name.length));
  return cuts.filter((cut) => cut.name.length === nearest);
}

/**
 * The records of a name; of one that is not there, those of the wildcard that covers it, as its own.
 * https://www.rfc-editor.org/rfc/rfc4592#section-3.3.1
 */
function at(name: string, zone: Zone): readonly ZoneRecord[] {
  const named = (owner: string) => recordsOf(zone).filter((record) => record.name === owner);
  if (exists(name, zone)) return named(name);
  let encloser = parent(name);
  while (encloser !== zone.apex && !exists(encloser, zone)) encloser = parent(encloser);
  return named(`*.${encloser}`).map((record) => ({ ...record, name }));
}

function parent(name: string): string {
  return name.replace(/^[^.]*\.?/, "");
}

/** One record of a weighted set; of a simple one all. */
function pick(set: readonly ZoneRecord[], luck: Luck): readonly ZoneRecord[] {
  if (!set.some(({ weighted }) => weighted)) return set;
  const chosen = chooseWeighted(set, luck);
  return chosen ? [chosen] : [];
}

/** A name is there where it has a record, or one below it does. https://www.rfc-editor.org/rfc/rfc8020 */
function exists(name: string, zone: Zone): boolean {
  return recordsOf(zone).some((record) => isWithin(record.name, name));
}

/** Those that were declared, and the name servers that each zone has of itself. */
function recordsOf({ apex, nameServers, records }: Zone): readonly ZoneRecord[] {
  return [...records, { name: apex, type: "NS", ttl: NS_TTL, values: nameServers }];
}

/** Route 53's: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html */
const NS_TTL = 172_800;
