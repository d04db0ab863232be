import { dnsName } from "../clouds/names.ts";

/** The types of records that are declared here. */
export type RecordType = "A" | "AAAA" | "CNAME" | "NS" | "TXT" | "CAA";

/** A record of a zone, as its owner declared it. */
export interface ZoneRecord {
  /** In lower case, without the dot that ends it. */
  readonly name: string;
  readonly type: RecordType;
  /** Seconds that a resolver may keep it. */
  readonly ttl: number;
  readonly values: readonly string[];
  /** Its place in a weighted set: 0 to 255, and the health check that it depends on, if any. */
  readonly weighted?: { readonly weight: number; readonly healthCheck?: string | undefined };
}

/** A zone and the name servers that answer for it. */
export interface Zone {
  /** In lower case, without the dot that ends it. */
  readonly apex: string;
  readonly nameServers: readonly string[];
  /** Who runs it, for the SOA. */
  readonly contact: string;
  /** Seconds that a resolver may cache that a name does not exist. */
  readonly negativeTtl: number;
  readonly records: readonly ZoneRecord[];
}

/** Whether a name is a zone's apex or below it. */
export function isWithin(name: string, apex: string): boolean {
  const wanted = dnsName(name);
  return wanted === apex || apex === "" || wanted.endsWith(`.${apex}`);
}

/** Of zones, or what is known of them, the one that a name belongs to: the one with the longest apex. */
export function closest<T extends { readonly apex: string }>(
  name: string,
  zones: readonly T[],
): T | undefined {
  return zones
    .filter(({ apex }) => isWithin(name, apex))
    .reduce<T | undefined>(
      (longest, zone) => (longest && longest.apex.length >= zone.apex.length ? longest : zone),
      undefined,
    );
}
