import { withZone } from "../config/hosts.ts";
import type { CloudflareZone } from "./dns/index.ts";
import { namespaceOf, readProjectFiles, STACKS } from "./projectFiles.ts";

/** The zones at Cloudflare that a project's stacks name, each once: nothing declares them. */
export async function cloudflareZones(directory: string): Promise<CloudflareZone[]> {
  const { stacks } = await readProjectFiles(directory);
  const zones = STACKS.map((stack) => {
    const document = stacks[stack];
    const { config } = document.toJS() as { config: Record<string, unknown> };
    const own = namespaceOf(document);
    const of = (key: string) => config[`${own}${key}`];
    const values = { cloudflare: of("cloudflare"), hosts: of("hosts"), host: of("host") };
    const { zoneId, zone } = withZone(values)["cloudflare"] as Record<string, string>;
    return { id: String(zoneId), name: String(zone) };
  });
  return [...new Map(zones.map((zone) => [zone.name, zone])).values()];
}
