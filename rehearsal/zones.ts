import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { CloudflareZone } from "./dns/index.ts";

const FILE = join(import.meta.dirname, "../Pulumi.production.yaml");

/** The zones at Cloudflare that the committed stack file names: nothing declares them. */
export async function cloudflareZones(): Promise<CloudflareZone[]> {
  const document = parseDocument(await readFile(FILE, "utf8"));
  const of = (key: string) => String(document.getIn(["config", "canary:cloudflare", key]));
  return [{ id: of("zoneId"), name: of("zone") }];
}
