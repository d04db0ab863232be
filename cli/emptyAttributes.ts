import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Remove the attributes of states that are empty, as an update leaves them that was killed just then: no
 * state can be read beside such a file, and each can without one. What cannot be removed is left: a way back
 * goes on.
 *
 * @param folder the one that the states are in, above `.pulumi`; nothing is done where they are in none
 * https://github.com/google/go-cloud/blob/v0.46.0/blob/fileblob/attrs.go
 */
export async function removeEmptyAttributes(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const states = join(folder, ".pulumi/stacks");
  const files = await readdir(states, { recursive: true }).catch(() => []);
  for (const file of files.filter((one) => one.endsWith(".attrs"))) {
    const path = join(states, file);
    const status = await stat(path).catch(() => undefined);
    if (status?.size === 0) await rm(path, { force: true }).catch(() => undefined);
  }
}
