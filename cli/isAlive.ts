import { readFileSync } from "node:fs";

/**
 * Whether a process of this machine lives, whoever's it is. One that has ended, and whose parent has not looked
 * yet, does not: in a container whose first process never looks, it would hold its locks for good.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, and is there all the same.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return !isZombie(pid);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; false where there is no /proc, as on macOS. */
function isZombie(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^\) [ZX]/.test(status.slice(status.lastIndexOf(")")));
  } catch {
    return false;
  }
}
