import { existsSync } from "node:fs";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";

/** What a command left. */
export interface Ended {
  /** Absent where a signal ended it. */
  readonly exitStatus?: number | undefined;
  /** All of its standard output; what is longer than `LARGEST` is cut off. */
  readonly stdout: Buffer;
  /** Whether it was. */
  readonly cut: boolean;
  /** The end of standard output and error, as they came. */
  readonly end: string;
  /** `sha256:` of standard output and error, as they came. */
  readonly digest: string;
}

export interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The longest standard output that is kept to be read, in bytes. */
const LARGEST = 64e6;
const END = 16_000;

/** How long a command may take to end after SIGTERM, in milliseconds. */
const GRACE = 3000;
/** How long what it left running may hold on to its output, once it has ended. */
const LINGER = 500;

/** The process groups that are running, by their leaders. */
const running = new Set<number>();

process.once("exit", endAll);

/**
 * Run a command, given as a list of arguments, to its end. It is the leader of a process group of its
 * own. When the signal aborts, the whole group gets SIGTERM, and SIGKILL three seconds later; what the
 * command leaves running when it ends by itself is ended too.
 *
 * @throws where the command cannot be started; the message says why
 */
export function runProcess(
  [command = "", ...args]: readonly string[],
  { cwd, env }: Place,
  signal: AbortSignal,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(command, args, {
      cwd,
      env,
      // A session, and with it a process group, of its own: a terminal's ^C does not reach it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.once("error", (error) => {
      const missing = "code" in error && error.code === "ENOENT";
      // Node says the same of a command that is not there and of a folder that is not.
      const what = existsSync(cwd)
        ? `there is no command ${command} (in ${cwd})`
        : `there is no folder ${cwd}, in which ${command} is to run`;
      reject(new Error(missing ? what : error.message));
    });
    const { pid } = child;
    if (pid === undefined) return;
    running.add(pid);

    const hash = createHash("sha256");
    const kept: Buffer[] = [];
    let size = 0;
    let end = "";
    const take = (data: Buffer) => {
      hash.update(data);
      end = (end + data.toString()).slice(-END);
    };
    child.stderr.on("data", take);
    child.stdout.on("data", (data: Buffer) => {
      take(data);
      if (size < LARGEST) kept.push(data);
      size += data.length;
    });

    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      signalGroup(pid, "SIGTERM");
      timer = setTimeout(() => {
        signalGroup(pid, "SIGKILL");
      }, GRACE);
    };
    signal.addEventListener("abort", stop, { once: true });
    child.once("exit", () => {
      signal.removeEventListener("abort", stop);
      clearTimeout(timer);
      signalGroup(pid, "SIGKILL");
      running.delete(pid);
      // Who has left the group may still hold the output open.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINGER).unref();
    });
    child.once("close", (exitStatus) => {
      resolve({
        ...(exitStatus !== null && { exitStatus }),
        stdout: Buffer.concat(kept),
        cut: size >= LARGEST,
        end,
        digest: `sha256:${hash.digest("hex")}`,
      });
    });
  });
}

/** End all that runs, at once: for when there is no time left to end it with SIGTERM. */
export function endAll(): void {
  for (const pid of running) signalGroup(pid, "SIGKILL");
}

function signalGroup(leader: number, name: NodeJS.Signals): void {
  try {
    process.kill(-leader, name);
  } catch {
    // Nobody of it is left.
  }
}
