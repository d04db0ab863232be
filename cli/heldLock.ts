import { readdir, readFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { backendOf } from "./backend.ts";
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
  const folder = /^file:\/\/([^?]*)/.exec((await backendOf(project)) ?? "")?.[1];
  if (folder === undefined) return undefined;
  const root = folder.replace(/^~/, homedir());
  const name = stackName.slice(stackName.lastIndexOf("/") + 1);
  const locks = join(root, ".pulumi/locks/organization", project.name, name);
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
