import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../userError.ts";
import { WRITTEN, type File } from "./files/all.ts";

/** Files that keep what they have where they are there already. */
const KEPT = [".gitignore", "evidence/.gitkeep"];

/**
 * Refuse a folder that has a file which would be overwritten.
 *
 * @throws {UserError} that names each
 */
export function refuseExisting(directory: string): void {
  const there = WRITTEN.filter((path) => existsSync(join(directory, path)));
  if (there.length > 0)
    throw new UserError(
      `${directory} has ${there.join(", ")} already, and nothing is overwritten: name another folder (--directory), or move ${there.length === 1 ? "it" : "them"} away`,
    );
}

/**
 * Write the files. Those that keep what they have are left as they are.
 *
 * @returns the paths that were written, and those that were left
 */
export async function writeFiles(
  directory: string,
  files: readonly File[],
): Promise<{ readonly written: readonly string[]; readonly left: readonly string[] }> {
  const left = files.filter(({ path }) => KEPT.includes(path) && existsSync(join(directory, path)));
  const written = files.filter((file) => !left.includes(file));
  for (const { path, text } of written) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    // package.json alone may be there, and keeps its values; any other that came up meanwhile stays.
    await writeFile(file, text, { flag: path === "package.json" ? "w" : "wx" });
  }
  return { written: written.map(({ path }) => path), left: left.map(({ path }) => path) };
}
