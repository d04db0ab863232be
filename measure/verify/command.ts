import { runProcess, type Place } from "./process.ts";
import { inShort } from "./reports/reading.ts";
import { readReports, STDOUT, type Limits, type Reports } from "./reports.ts";
import type { Verifier } from "./verified.ts";
import { stripVTControlCharacters } from "node:util";

/** A command of the team's own, or one of this program's, that verifies an item. */
export interface CommandOptions extends Place {
  /** The command and its arguments; no shell takes it apart. */
  readonly command: readonly string[];
  readonly reports?: Reports | undefined;
  readonly limits?: Limits | undefined;
}

/** Passes where the command exits with 0 and each of its reports says that all is well. */
export function runsCommand(options: CommandOptions): Verifier {
  const { command, cwd, env, reports = {}, limits = {} } = options;
  return async (signal) => {
    const since = Date.now();
    const { exitStatus, stdout, cut, end, digest } = await runProcess(
      command,
      { cwd, env },
      signal,
    );
    const read = readReports({ reports, limits, folder: cwd, stdout, since });
    const ended = endedBy(exitStatus);
    const unread =
      cut && Object.values(reports).includes(STDOUT) ? ["printed more than is read"] : [];
    const passes = ended === undefined && unread.length === 0 && read.verdict === "pass";
    // Of a command that failed, that its reports are missing says nothing more.
    const faults = ended === undefined || read.observed !== "" ? read.faults : [];
    // Why it failed is in its reports, or else in the last that it printed, where that is no report.
    const isInShort =
      read.observed !== "" && (read.verdict === "fail" || Object.values(reports).includes(STDOUT));
    const reported = isInShort ? "" : lastLines(end, env);
    const observed = [
      ended === undefined ? "" : reported === "" ? ended : `${ended}: ${reported}`,
      ...unread,
      read.observed,
      ...faults,
    ].filter((part) => part !== "");
    return {
      verdict: passes ? "pass" : "fail",
      by: { command },
      observed: observed.length > 0 ? observed.join("; ") : "exited with 0",
      ...(Object.keys(read.counts).length > 0 && { counts: read.counts }),
      exitStatus,
      digest,
      end,
    };
  };
}

function endedBy(exitStatus: number | undefined): string | undefined {
  if (exitStatus === undefined) return "a signal ended it";
  return exitStatus === 0 ? undefined : `exited with ${exitStatus}`;
}

/** What npm itself says, after a script that failed, of where it keeps its log. */
const NPM = /^npm (?:error|ERR!|notice)/;

/**
 * The last that a command printed, in short. Evidence is committed: values of the environment that are
 * named for a secret are left out.
 */
function lastLines(end: string, env: NodeJS.ProcessEnv): string {
  const lines = stripVTControlCharacters(end)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const own = lines.filter((line) => !NPM.test(line));
  const said = (own.length > 0 ? own : lines)
    .slice(-2)
    .map((line) => inShort(hidden(line, env), 120));
  return said.join(" / ");
}

function hidden(line: string, env: NodeJS.ProcessEnv): string {
  return Object.entries(env)
    .filter(([name]) => /key|token|secret|password|passwd|credential|auth/i.test(name))
    .reduce(
      (text, [, value = ""]) => (value.length < 6 ? text : text.replaceAll(value, "***")),
      line,
    );
}
