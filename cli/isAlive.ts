/** Whether a process of this machine lives, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled, and is there all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
