import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The file of a rehearsal's folder that says which process has its clouds up. */
export const LOCK_FILE = "owner.pid";

/** Lock a folder for this process; returns how to unlock it. */
export async function lockFolder(directory: string): Promise<() => Promise<void>> {
  const file = join(directory, LOCK_FILE);
  await writeFile(file, `${process.pid}\n`);
  return () => rm(file, { force: true });
}
