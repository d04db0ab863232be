import { existsSync, rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Seconds after which a folder that another process makes will not come. */
const PATIENCE = 600;

/** Where they are kept: one place for all processes of a test run, which the run itself takes away. */
const shared = process.env["CANARY_TEST_FIXTURES"];
const own = new Map<string, Promise<string>>();

/**
 * A folder that takes seconds to make, made once in a test run, by the first of its processes to need it:
 * the others wait for it. Nobody changes it; copy it.
 *
 * @throws where it could not be made, in each process that needs it
 */
export function madeOnce(name: string, make: () => Promise<string>): Promise<string> {
  const cached = own.get(name);
  if (cached) return cached;
  const making = shared === undefined ? makeOwn(make) : makeShared(join(shared, name), make);
  own.set(name, making);
  return making;
}

async function makeOwn(make: () => Promise<string>): Promise<string> {
  const directory = await make();
  process.once("exit", () => {
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

async function makeShared(target: string, make: () => Promise<string>): Promise<string> {
  if (await isFirst(`${target}.begun`)) {
    try {
      const directory = await make();
      await rename(directory, target);
    } catch (error) {
      await mkdir(`${target}.failed`);
      throw error;
    }
    return target;
  }
  const limit = performance.now() + PATIENCE * 1000;
  while (!existsSync(target)) {
    if (existsSync(`${target}.failed`)) throw new Error(`${target} could not be made elsewhere`);
    if (performance.now() > limit) throw new Error(`${target}: waited ${PATIENCE} s in vain`);
    await sleep(50);
  }
  return target;
}

/** Whether this process is the one to make it: a folder is made by one alone. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch {
    return false;
  }
}

/** A copy of a folder, to be changed. */
export async function copyOf(source: string): Promise<string> {
  const directory = await newFolder();
  await cp(source, directory, { recursive: true, verbatimSymlinks: true });
  return directory;
}

/** A new folder for temporary files. The caller removes it. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "canary-test-"));
}
