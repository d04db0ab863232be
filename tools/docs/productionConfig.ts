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
  const yaml = async (file: string): Promise<unknown> =>
    parse(await readFile(join(directory, file), "utf8"));
  const { name } = (await yaml("Pulumi.yaml")) as { name: string };
  const { config } = (await yaml("Pulumi.production.yaml")) as { config: Record<string, unknown> };
  const plain = Object.entries(config).filter(([key]) => key !== `${name}:secrets`);
  const read = parseConfig(toRaw(Object.fromEntries(plain)), new Set(), name);
  if (read.environment !== "production") {
    throw new Error("Pulumi.production.yaml is not a production stack's: environment");
  }
  return read;
}
