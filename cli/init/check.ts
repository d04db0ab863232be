import { parse } from "yaml";
import { ConfigError, parseConfig } from "../../config.ts";
import { toRaw } from "../../config/raw.ts";
import { UserError } from "../userError.ts";
import type { File } from "./files/all.ts";

/**
 * Read both stack files as the program will.
 *
 * @param again the command with the answers that were typed, which would be lost
 * @throws {UserError} with every fault of both, in config's own words: nothing is to be written then
 */
export function refuseFaults(
  files: readonly File[],
  name: string,
  again: string | undefined,
): void {
  const faults = files
    .filter(({ path }) => /^Pulumi\..+\.yaml$/.test(path))
    .flatMap((file) => faultsOf(file, name));
  if (faults.length === 0) return;
  const said = [NO_CONFIG, ...faults, ...(again === undefined ? [] : [`\n${AGAIN}\n${again}`])];
  throw new UserError(said.join("\n"));
}

const NO_CONFIG = "these answers make no valid config, and nothing was written.";
const AGAIN = "Put them right here, and run it again:";

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
