import { execFile } from "node:child_process";
import { open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * Have the next read of a file find it empty, as one that is written anew is for a moment, and those after
 * it what is in it. `read` is fulfilled once it was read so.
 */
export async function emptyOnce(file: string): Promise<{ readonly read: Promise<void> }> {
  const whole = `${file}.whole`;
  await writeFile(whole, await readFile(file));
  await rm(file);
  await promisify(execFile)("mkfifo", [file]);
  const emptied = async () => {
    // A pipe is opened to be written once somebody opens it to read, who reads nothing until it is closed.
    const pipe = await open(file, "w");
    await rename(whole, file);
    await pipe.close();
  };
  return { read: emptied() };
}
