import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { whyFailed } from "./failure.ts";
import { typed } from "./moves.ts";
import { Refused } from "./snapshot.ts";

/** A line of the product's own: the time since it began, and what it says. */
const SAID = /^\s*\d+\.\d s {2}(.+)$/;
/** The commands that go back. They begin beside any other, which makes way for them. */
const ROLL_BACK = "rollback";
const GOING_BACK = [ROLL_BACK, "halt"];

/** Where commands are run, and by what. */
export interface Workspace {
  /** The folder of the project. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** The path of the `canary` command. */
  readonly canary: string;
}

/** Runs `./canary` in a project's folder, as somebody there would. */
export interface Commands {
  /** The command that was begun last and has not ended. */
  running(): string | undefined;
  /** Why the one that was begun last failed, in words. */
  failed(): string | undefined;
  /** Begin a command. Only one that goes back begins beside another. Throws (`Refused`). */
  begin(args: readonly string[]): void;
  /** Interrupt what goes forward, as ^C does: an update that has begun finishes. Throws (`Refused`). */
  stop(): void;
  /** Interrupt what goes forward, wait for what goes back, and end once both have. */
  close(): Promise<void>;
}

/**
 * @param say gets what the commands say themselves, and how they end
 * @param ended called once a command has ended
 */
export function commandsIn(
  { canary, directory, env }: Workspace,
  say: (message: string) => void,
  ended: () => void = () => undefined,
): Commands {
  const children = new Map<ChildProcess, readonly string[]>();
  let failed: string | undefined;
  const running = () => {
    const args = [...children.values()].at(-1);
    return args && typed(args);
  };
  const isRunning = (name: string) => [...children.values()].some((args) => args[0] === name);
  const forward = () => [...children].flatMap(([child, args]) => (goesBack(args) ? [] : [child]));
  const interrupt = () => {
    for (const child of forward()) child.kill("SIGINT");
  };
  return {
    running,
    failed: () => failed,
    begin(args) {
      const [name = ""] = args;
      const other = running();
      if (other !== undefined && (!goesBack(args) || isRunning(name) || isRunning(ROLL_BACK)))
        throw new Refused(`${other} is under way: let it end first`);
      failed = undefined;
      say(typed(args));
      // In a process group of its own: ^C in the terminal must not interrupt a roll back.
      const child = spawn(canary, args, {
        cwd: directory,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      children.set(child, args);
      let printed = "";
      createInterface(child.stdout).on("line", (line) => {
        printed += `${line}\n`;
        const said = SAID.exec(line)?.[1];
        if (said !== undefined) say(said);
      });
      let faults = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        faults += text;
      });
      child.once("error", ({ message }) => {
        faults += `canary: it could not be started: ${message}`;
      });
      child.once("close", (code) => {
        children.delete(child);
        if (code !== 0) failed = whyFailed(printed, faults);
        say(`${typed(args)}: ended with ${code ?? "a signal"}`);
        ended();
      });
    },
    stop() {
      if (forward().length === 0) throw new Refused("nothing is under way that could be stopped");
      interrupt();
    },
    close: async () => {
      interrupt();
      await Promise.all([...children.keys()].map((child) => once(child, "close")));
    },
  };
}

function goesBack([name = ""]: readonly string[]): boolean {
  return GOING_BACK.includes(name);
}
