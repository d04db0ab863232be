import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE } from "../../rehearsal/folderLock.ts";
import { isAlive } from "../isAlive.ts";
import { UserError } from "../userError.ts";

/**
 * A rehearsal begins by emptying its folder: it must be new, or an earlier one's that is over. Throws
 * (`UserError`) where it is another's.
 */
export function refuseOthers(directory: string): void {
  if (!existsSync(directory)) return;
  const pid = lockOwner(directory);
  if (pid !== undefined) {
    throw new UserError(
      `a rehearsal that goes on (pid ${pid}) has its clouds in ${directory}: end it with ^C, or name another folder with --directory`,
    );
  }
  if (existsSync(join(directory, "clouds.sqlite"))) return;
  if (readdirSync(directory).length > 0) {
    throw new UserError(`${directory} is no rehearsal's folder, and is not empty: name another`);
  }
}

/** The process that has locked a folder; undefined where it died without unlocking it. */
function lockOwner(directory: string): number | undefined {
  const file = join(directory, LOCK_FILE);
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
}
