import type { OutputFormat } from "../formatOption.ts";
import { findProjectAnyhow, selectStack } from "../project.ts";
import { withProgress } from "../progressLine.ts";
import { lineWidth } from "../wrap.ts";
import { CHECKS } from "./checks.ts";
import { contextOf } from "./context.ts";
import type { Purpose } from "./finding.ts";
import { doctorOutput, isSound, type Examination } from "./output.ts";
import { readConfig } from "./readConfig.ts";
import { report } from "./report.ts";
import { runChecks } from "./runChecks.ts";

/** Run all checks of a stack, and print what was found. */
export async function examine(args: {
  readonly stack: string;
  readonly purposes: readonly Purpose[];
  readonly format: OutputFormat;
  readonly all: boolean;
}): Promise<void> {
  const { stack: name, purposes, format, all } = args;
  const faults: string[] = [];
  const project = findProjectAnyhow((one) => faults.push(one));
  const stack = selectStack(project, name);
  const at = new Date();
  const read = await withProgress(
    "reading the stack file",
    readConfig(project, stack, () => at),
  );
  const context = contextOf({ ...read, faults: [...faults, ...read.faults], project, stack });
  const checked = await withProgress("checking", runChecks(CHECKS, context, purposes));
  const examination: Examination = { stack: `${project.name}/${name}`, at, purposes, checked };
  const text =
    format === "json"
      ? JSON.stringify(doctorOutput(examination), null, 2)
      : report(examination, { width: lineWidth(), all }).join("\n");
  // What did not end in time may still be waited for: nobody needs it.
  process.stdout.write(`${text}\n`, () => process.exit(isSound(examination) ? 0 : 1));
}
