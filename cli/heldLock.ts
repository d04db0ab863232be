import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { stateFolder } from "./backend.ts";
import { isAlive } from "./isAlive.ts";
import type { Project } from "./project.ts";
import { json } from "./json.ts";

const lockSchema = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/**
 * Who holds a stack's lock, in words; undefined where nobody does. Only where the state is in a folder:
 * elsewhere the engine says so to an update alone.
 * https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/lock.go
 */
export async function readLock(project: Project, stackName: string): Promise<string | undefined> {
  const folder = await stateFolder(project);
  const name = stackName.slice(stackName.lastIndexOf("/") + 1);
  return folder === undefined ? undefined : lockIn(folder, project.name, name);
}

/** Who holds the lock of a stack in a folder of states, by its project's name and its own. */
export async function lockIn(
  folder: string,
  project: string,
  stack: string,
): Promise<string | undefined> {
  const locks = join(folder, ".pulumi/locks/organization", project, stack);
  const [first] = await readdir(locks).catch(() => []);
  if (first === undefined) return undefined;
  const text = await readFile(join(locks, first), "utf8").catch(() => "");
  // It may be read while it is written.
  const read = lockSchema.safeParse(json(text));
  if (!read.success) return `held, by whom ${join(locks, first)} does not say`;
  const { pid, username, hostname: host, timestamp } = read.data;
  const lockOwner = `${username}@${host} (pid ${pid}) since ${timestamp}`;
  return host === hostname() && !isAlive(pid)
    ? `left by an update that died, ${lockOwner}: pulumi cancel, or ./canary rollback, takes it away`
    : `held by ${lockOwner}`;
}
