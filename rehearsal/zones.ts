import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { CloudflareZone } from "./dns/index.ts";

/** The zones at Cloudflare that a project's production names: nothing declares them. */
export async function cloudflareZones(directory: string): Promise<CloudflareZone[]> {
  const document = parseDocument(await readFile(join(directory, "Pulumi.production.yaml"), "utf8"));
  const of = (key: string) => String(document.getIn(["config", "canary:cloudflare", key]));
  return [{ id: of("zoneId"), name: of("zone") }];
}
