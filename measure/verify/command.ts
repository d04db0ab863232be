import { runProcess, type Place } from "./process.ts";
import { readReports, STDOUT, type Limits, type Reports } from "./reports.ts";
import type { Verifier } from "./shown.ts";

/** A command of the team's own, or one of ours, that shows an item. */
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
    const { readings, faults } = readReports({ reports, limits, folder: cwd, stdout, since });
    const counts = Object.assign({}, ...readings.map((one) => one.counts)) as Record<
      string,
      number
    >;
    const wrong = [
      ...(exitStatus === undefined ? ["a signal ended it"] : []),
      ...(exitStatus !== undefined && exitStatus !== 0 ? [`exited with ${exitStatus}`] : []),
      ...(cut && Object.values(reports).includes(STDOUT) ? ["printed more than is read"] : []),
      ...readings.filter(({ verdict }) => verdict === "fail").map(({ seen }) => seen),
      // Of a command that failed, that its reports are missing says nothing more.
      ...(exitStatus === 0 || readings.length > 0 ? faults : []),
    ];
    const well =
      readings.length > 0 ? readings.map(({ seen }) => seen).join("; ") : "exited with 0";
    return {
      verdict: wrong.length === 0 ? "pass" : "fail",
      by: { command },
      seen: wrong.length === 0 ? well : wrong.join("; "),
      ...(Object.keys(counts).length > 0 && { counts }),
      exitStatus,
      digest,
      end,
    };
  };
}
