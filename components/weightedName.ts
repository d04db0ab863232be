/**
 * Seconds that a resolver may keep an answer. Constant: Route 53 refuses unlike TTLs within a
 * weighted set, so a changed one could not be applied record by record.
 */
export const WEIGHTED_TTL = 60;

/** The sub-zone of the weighted records, e.g. `rollout.example.com`. */
export function subZoneOf(zone: string): string {
  return `rollout.${zone}`;
}

/** The name that answers by weight for a host of a zone, e.g. `www.rollout.example.com`. */
export function weightedNameOf(host: string, zone: string): string {
  return `${host.slice(0, -(zone.length + 1))}.${subZoneOf(zone)}`;
}
