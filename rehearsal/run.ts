import { spawn } from "node:child_process";

/** What a finished command left. `code` is null where a signal ended it. */
export interface Finished {
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Run a command to its end; `onVerdict` gets all of its output so far. Its exit code is a result. */
export function run(
  command: string,
  args: readonly string[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  onLine: (output: string) => void = () => undefined,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...where, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (data: Buffer) => {
      output += data.toString();
      onLine(output);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, output });
    });
  });
}
