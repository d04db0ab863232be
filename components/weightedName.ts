/**
 * Seconds that a resolver may keep an answer. Constant: Route 53 refuses unlike TTLs within a
 * weighted set, so a changed one could not be applied record by record.
 */
export const WEIGHTED_TTL = 60;

/**
 * The name that answers by weight for a host, e.g. `www.rollout.www.example.com`: a name inside the
 * delegated zone, since a zone's own takes no CNAME (https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2).
 *
 * @param zone the Cloudflare zone that the host is in
 * @param delegated the zone of the weighted records
 */
export function weightedNameOf(host: string, zone: string, delegated: string): string {
  return `${host.slice(0, -(zone.length + 1))}.${delegated}`;
}
