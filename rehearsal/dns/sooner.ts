import type { Reply } from "./answer.ts";
import type { ZoneRecord } from "./zone.ts";

/**
 * A reply whose TTLs run out so many times as fast: for a real resolver, which counts them in seconds of the
 * clock. Each is a second at least, since one of 0 would not be kept at all.
 */
export function sooner(reply: Reply | undefined, scale: number): Reply | undefined {
  const shorter = (ttl: number) => Math.max(1, Math.round(ttl / scale));
  const all = (records: readonly ZoneRecord[]) =>
    records.map((record) => ({ ...record, ttl: shorter(record.ttl) }));
  switch (reply?.is) {
    case "answer":
      return { ...reply, records: all(reply.records) };
    case "referral":
      return { ...reply, nameServers: all(reply.nameServers) };
    case "nodata":
    case "nxdomain": {
      const { zone, records } = reply;
      const negativeTtl = shorter(zone.negativeTtl);
      return { ...reply, zone: { ...zone, negativeTtl }, records: all(records) };
    }
    default:
      return reply;
  }
}
