import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How a command ran. */
export interface Ran {
  readonly seconds: number;
  /** The most that it and all that it started had in memory at once, in MiB; 0 where /proc has none. */
  readonly memory: number;
}

/** Milliseconds between two measurements of the memory. */
const LOOK = 50;

/** Run a command to its end. Rejects with its output where it does not exit with `code`. */
export async function run(
  [command = "", ...args]: readonly string[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  { code: expected = 0, memory = false } = {},
): Promise<Ran> {
  const began = performance.now();
  const child = spawn(command, args, { ...where, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (output += data.toString()));
  let most = 0;
  const timer = memory
    ? setInterval(() => (most = Math.max(most, residentOf(child.pid ?? 0))), LOOK)
    : undefined;
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  if (code !== expected)
    throw new Error(`${command} ${args.join(" ")} exited with ${code ?? "a signal"}:\n${output}`);
  return { seconds, memory: most };
}

/** The memory of a process and its descendants, in MiB. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function residentOf(root: number): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
      sizes.set(Number(name), Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  const ours = [...sizes].filter(([pid]) => isOurs(pid));
  return ours.reduce((sum, [, size]) => sum + size, 0) / 1024;
}
