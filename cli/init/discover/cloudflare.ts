import type { TokenAccess } from "../../../vendors/environment.ts";
import { openCloudflare } from "../../../vendors/cloudflare.ts";
import type { Given } from "../flags.ts";
import { Collector, type Findings } from "./findings.ts";

/** Names that Vercel gives for a CNAME: https://vercel.com/docs/domains/set-up-custom-domain */
const VERCEL_TARGET = /(^|\.)vercel-dns(-\d+)?\.com$/;

/** The zone with its id, and the record of the host. */
export async function discoverCloudflare(access: TokenAccess, given: Given): Promise<Findings> {
  const findings = new Collector();
  const cloudflare = await openCloudflare(access);
  const { site = "" } = given;
  const zone = await findings.read(async () => {
    for (const name of given.zone === undefined ? parentsOf(site) : [given.zone]) {
      const [match] = await cloudflare.zones(name);
      if (match) return match;
    }
    return undefined;
  });
  if (!zone) {
    if (findings.unread.length === 0)
      findings.unread.push(
        `Cloudflare has no zone of ${site} that the token reaches: it needs Zone: Read and DNS: Edit on that zone`,
      );
    return findings;
  }
  findings.set("zone", zone.name);
  findings.set("zoneId", zone.id);
  findings.notes.push(`Cloudflare: the zone ${zone.name} (${zone.id})`);
  if (zone.status !== undefined && zone.status !== "active")
    findings.warnings.push(`the zone ${zone.name} is ${zone.status} at Cloudflare, and not active`);
  const records = await findings.read(() => cloudflare.records(zone.id, site));
  for (const { type, content, proxied } of records ?? []) {
    findings.notes.push(`Cloudflare: ${site} is a ${type} record, ${content}`);
    if (type === "CNAME" && VERCEL_TARGET.test(content)) findings.set("target", content);
    if (proxied)
      findings.warnings.push(
        `${site} is behind Cloudflare's proxy: it must be DNS only before a rollout, and loses its cache and firewall`,
      );
  }
  return findings;
}

/** The names above a host, the nearest first: a zone is one of them. */
function parentsOf(host: string): string[] {
  const labels = host.split(".");
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join("."));
}
