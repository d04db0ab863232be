import type { CloudflareZone } from "./dns/index.ts";
import { namespaceOf, readProjectFiles, STACKS } from "./projectFiles.ts";

/** The zones at Cloudflare that a project's stacks name, each once: nothing declares them. */
export async function cloudflareZones(directory: string): Promise<CloudflareZone[]> {
  const { stacks } = await readProjectFiles(directory);
  const zones = STACKS.map((stack) => {
    const document = stacks[stack];
    const of = (top: string, ...path: string[]) => {
      const result = document.getIn(["config", `${namespaceOf(document)}${top}`, ...path]);
      return typeof result === "string" ? result : undefined;
    };
    const host = of("host") ?? of("hosts", "public") ?? "";
    // Left out, it is the host's without its first label.
    const name = of("cloudflare", "zone") ?? host.slice(host.indexOf(".") + 1);
    return { id: of("cloudflare", "zoneId") ?? "", name };
  });
  return [...new Map(zones.map((zone) => [zone.name, zone])).values()];
}
