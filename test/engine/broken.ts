import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Production } from "./production.ts";

/** The policy pack of the repository. */
export const PACK = join(import.meta.dirname, "../../policies");

/**
 * Properties that resources are declared with, in place of their own: `null` takes one out, and
 * "unknown" makes one that is known only after the update.
 */
export interface Broken {
  readonly type: string;
  /** Of all of the type where absent. */
  readonly name?: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Have the program `broken` run, with these changes. */
export async function breakResources(
  result: Pick<Production, "workspace" | "setProgram">,
  broken: readonly Broken[],
  { unhooked = false } = {},
): Promise<void> {
  await result.setProgram("broken");
  const file = join(result.workspace.directory, "Pulumi.production.yaml");
  const document = parseDocument(await readFile(file, "utf8"));
  document.setIn(["config", "test:broken"], JSON.stringify(broken));
  document.setIn(["config", "test:unhooked"], String(unhooked));
  await writeFile(file, document.toString({ lineWidth: 0 }));
}
