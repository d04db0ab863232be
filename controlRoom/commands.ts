import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Refused } from "./snapshot.ts";

/** A line of the product's own: the time since it began, and what it says. */
const SAID = /^\s*\d+\.\d s {2}(.+)$/;
/** What a fault is, to its end. */
const FAULT = /^canary: ([^]+)$/m;

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
  /** Begin a command. Only a way back begins beside another one. Throws (`Refused`). */
  begin(args: readonly string[]): void;
  /** Interrupt what goes forward, as ^C does: an update that has begun is let finish. Throws (`Refused`). */
  stop(): void;
  /** Stop all, and wait for its end. */
  close(): Promise<void>;
}

export function commandsIn(workspace: Workspace, heard: (words: string) => void): Commands {
  const children = new Map<ChildProcess, readonly string[]>();
  let failed: string | undefined;
  const running = () => {
    const args = [...children.values()].at(-1);
    return args && inWords(args);
  };
  const forward = () => [...children].flatMap(([child, args]) => (isWayBack(args) ? [] : [child]));
  const interrupt = () => {
    for (const child of forward()) child.kill("SIGINT");
  };
  return {
    running,
    failed: () => failed,
    begin(args) {
      const other = running();
      if (other !== undefined && !(isWayBack(args) && other !== inWords(args)))
        throw new Refused(`${other} is under way: let it end first`);
      failed = undefined;
      heard(inWords(args));
      const child = spawn(workspace.canary, args, {
        cwd: workspace.directory,
        env: workspace.env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      children.set(child, args);
      createInterface(child.stdout).on("line", (line) => {
        const said = SAID.exec(line)?.[1];
        if (said !== undefined) heard(said);
      });
      let faults = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        faults += text;
      });
      child.once("close", (code) => {
        children.delete(child);
        if (code !== 0) failed = FAULT.exec(faults)?.[1]?.trim();
        heard(`${inWords(args)}: ended with ${code ?? "a signal"}`);
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

function inWords(args: readonly string[]): string {
  return `./canary ${args.join(" ")}`;
}

function isWayBack([name]: readonly string[]): boolean {
  return name === "rollback";
}
