import { spawn } from "node:child_process";

/** The engine refused or failed; the message is all that it printed. */
export class EngineError extends Error {}

export interface EngineOptions {
  /** The folder that it runs in: its project's. */
  readonly cwd: string;
  /** Environment variables beside this process's own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Gets what is printed, as it comes. */
  readonly onOutput?: ((text: string) => void) | undefined;
  /** Interrupts it as ^C does, each time that it says "abort". */
  readonly signal?: AbortSignal | undefined;
  /** Whether ^C in the terminal leaves it alone: it goes to all of a process group. Default false. */
  readonly apart?: boolean | undefined;
  /** The file that gets an operation's events, one a line, beside what is printed; none where absent. */
  readonly eventLog?: string | undefined;
}

/**
 * Run a command of the engine, `pulumi`; returns what it printed to stdout. The Automation API would do
 * the same, but takes a second to load, and calls the engine three more times after each operation.
 *
 * @throws {EngineError} where it exits with another code than 0
 */
export function engine(args: readonly string[], options: EngineOptions): Promise<string> {
  const { cwd, env, onOutput, signal, apart = false, eventLog } = options;
  const logged = eventLog === undefined ? [] : ["--event-log", eventLog];
  const child = spawn("pulumi", [...args, ...logged, "--non-interactive"], {
    cwd,
    // The engine knows --event-log where this is set alone, as its Automation API sets it:
    // https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/automation/stack.ts
    env: { ...process.env, ...env, ...(logged.length > 0 && { PULUMI_DEBUG_COMMANDS: "true" }) },
    detached: apart,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", all: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.out += text;
    printed.all += text;
    onOutput?.(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.all += text;
    onOutput?.(text);
  });
  const interrupt = () => child.kill("SIGINT");
  signal?.addEventListener("abort", interrupt);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once("error", ({ message }) => {
    reject(new EngineError(`error: pulumi does not start: ${message}`));
  });
  child.once("close", (code, ended) => {
    if (code === 0) resolve(printed.out);
    else reject(new EngineError(printed.all.trim() || `error: pulumi ended by ${ended ?? code}`));
  });
  return promise.finally(() => {
    signal?.removeEventListener("abort", interrupt);
  });
}

/** What the engine says of every operation that fails, beside the reason. */
export const NO_REASON: readonly string[] = ["update failed", "preview failed"];

/** What the engine gave as errors, without all that it printed on the way. */
export function engineMessages(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const said = [...text.matchAll(/^\s*error: (.+)$/gm)].map(([, message]) => message ?? "");
  const own = said.filter((message) => !NO_REASON.includes(message));
  return own.length > 0 ? [...new Set(own)].join("\n") : text.trim();
}

/** What the engine gave as errors of one resource, by its name. */
export function engineMessagesOn(name: string, error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : String(error);
  const parts = text.split(/^ {2}(?=\S+ \(.+\):$)/m);
  const own = parts.filter((part) => /^\S+ \((.+)\):$/m.exec(part)?.[1] === name);
  return own.length > 0 ? engineMessages(own.join("\n")) : undefined;
}
