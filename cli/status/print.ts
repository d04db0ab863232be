import { atThisMachine } from "../describe.ts";
import { readRequested } from "../requested.ts";
import type { Stack } from "../engine/stack.ts";
import { readLock } from "../heldLock.ts";
import { evidenceFolder, findProject } from "../project.ts";
import { readState } from "../state.ts";
import type { OutputFormat } from "../formatOption.ts";
import { withProgress } from "../progressLine.ts";
import { statusLines, type StatusLine } from "./lines.ts";
import { statusOutput } from "./output.ts";

/** Print how a stack stands. */
export async function printStatus(
  stack: Pick<Stack, "name" | "exportState" | "config">,
  format: OutputFormat,
): Promise<void> {
  const project = findProject();
  // Loaded while the engine answers.
  const gate = import("../gateLines.ts");
  gate.catch(() => undefined);
  const reading = Promise.all([
    readState(stack),
    readRequested(stack, project),
    readLock(project, stack.name),
  ]);
  const [state, requested, lock] = await withProgress("reading the stack", reading);
  const situation = { state, requested, lock, evidence: evidenceFolder(project), now: new Date() };
  const name = `${project.name}/${stack.name}`;
  if (format === "text") for (const line of statusLines(situation)) print(line);
  // Last, since Datadog may be slow.
  const { gateAhead, gateLines } = await gate;
  const ahead = await withProgress("asking the gate", gateAhead(name, state.stored, requested));
  if (format === "text") for (const line of gateLines(ahead, atThisMachine())) print(line);
  else console.log(JSON.stringify(statusOutput(name, situation, ahead?.gate), null, 2));
}

/** The columns of the titles. */
const WIDTH = 11;

function print([title, text]: StatusLine): void {
  console.log(`${title.padEnd(WIDTH)}${text.replaceAll("\n", `\n${" ".repeat(WIDTH)}`)}`);
}
