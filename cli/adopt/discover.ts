import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withProgress } from "../progressLine.ts";
import type { Accounts } from "./accounts.ts";
import { candidatesIn } from "./candidates.ts";
import type { Engine } from "./engine.ts";
import { existingOf, type Existence } from "./existing.ts";
import { importFileOf, type ImportFile } from "./importFile.ts";

/** What exists of what the program declares and the state lacks, with the file that imports it. */
export interface Discovered extends Existence {
  readonly file: ImportFile;
}

/**
 * Preview the program for what it would create, and read at the vendors what of it is there already.
 * Nothing is changed.
 */
export async function discover({
  engine,
  accounts,
  team,
  begun,
}: {
  readonly engine: Engine;
  readonly accounts: Accounts;
  readonly team: string | undefined;
  readonly begun: ReadonlySet<string>;
}): Promise<Discovered> {
  const folder = mkdtempSync(join(tmpdir(), "canary-adopt-"));
  const file = join(folder, "all.json");
  try {
    const { eventLog } = await engine.run("previewing what there would be", [
      ...["preview", "--import-file", file],
    ]);
    const candidates = candidatesIn(readFileSync(eventLog, "utf8"));
    const reading = existingOf({ candidates, accounts, team, begun });
    const existence = await withProgress("reading what exists", reading);
    return { ...existence, file: importFileOf(readFileSync(file, "utf8"), existence.existing) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
