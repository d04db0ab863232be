import type { CloudflareZone } from "./dns/index.ts";
import { namespaceOf, readProjectFiles, STACKS } from "./projectFiles.ts";

/** The zones at Cloudflare that a project's stacks name, each once: nothing declares them. */
export async function cloudflareZones(directory: string): Promise<CloudflareZone[]> {
  const { stacks } = await readProjectFiles(directory);
  const zones = STACKS.map((stack) => {
    const document = stacks[stack];
    const of = (key: string) =>
      String(document.getIn(["config", `${namespaceOf(document)}cloudflare`, key]));
    return { id: of("zoneId"), name: of("zone") };
  });
  return [...new Map(zones.map((zone) => [zone.name, zone])).values()];
}
