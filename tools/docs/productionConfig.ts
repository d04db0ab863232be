import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { parseConfig, type ProductionConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";

/**
 * What production's stack file says, without its secrets, which only its key can read.
 *
 * @throws {ConfigError} with every fault at once
 */
export async function productionConfig(directory: string): Promise<ProductionConfig> {
  const text = await readFile(join(directory, "Pulumi.production.yaml"), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  const plain = Object.entries(config).filter(([key]) => key !== "canary:secrets");
  const read = parseConfig(toRaw(Object.fromEntries(plain)), new Set());
  if (read.environment !== "production") {
    throw new Error("Pulumi.production.yaml is not a production stack's: canary:environment");
  }
  return read;
}
