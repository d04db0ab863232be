import { parse } from "yaml";
import { ConfigError, parseConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { UserError } from "../userError.ts";
import type { File } from "./files/all.ts";

/**
 * Read both stack files as the program will.
 *
 * @throws {UserError} with every fault of both, in config's own words: nothing is to be written then
 */
export function refuseFaults(files: readonly File[], name: string): void {
  const faults = files
    .filter(({ path }) => /^Pulumi\..+\.yaml$/.test(path))
    .flatMap((file) => faultsOf(file, name));
  if (faults.length > 0)
    throw new UserError(
      `these answers make no valid config, and nothing was written.\n${faults.join("\n")}`,
    );
}

function faultsOf({ path, text }: File, name: string): string[] {
  const { config } = parse(text, { version: "1.1" }) as {
    readonly config: Readonly<Record<string, unknown>>;
  };
  try {
    parseConfig(toRaw(config), new Set(), name);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [`${path}: ${error.message}`];
    throw error;
  }
}
