/** The Pulumi type of a DNS record at Cloudflare. */
export const DNS_RECORD = "cloudflare:index/dnsRecord:DnsRecord";

/** Whether a resource is the record of a host that people request: a public one, or staging's. */
export function isPublicRecord({
  type,
  urn,
}: {
  readonly type: string;
  readonly urn: string;
}): boolean {
  return type === DNS_RECORD && /::(traffic(-.+)?|staging)-public$/.test(urn);
}
