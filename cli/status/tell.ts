import { readAsked } from "../asked.ts";
import type { Stack } from "../engine/stack.ts";
import { readLock } from "../heldLock.ts";
import { evidenceFolder, findProject } from "../project.ts";
import { readState } from "../state.ts";
import { statusLines, type StatusLine } from "./lines.ts";

/** Say how a stack stands. */
export async function tellStatus(
  stack: Pick<Stack, "name" | "exportState" | "config">,
): Promise<void> {
  const project = findProject();
  // Loaded while the engine answers.
  const gate = import("../gateLines.ts");
  gate.catch(() => undefined);
  const [state, asked, lock] = await Promise.all([
    readState(stack),
    readAsked(stack, project),
    readLock(project, stack.name),
  ]);
  const lines = statusLines({
    state,
    asked,
    lock,
    evidence: evidenceFolder(project),
    now: new Date(),
  });
  for (const line of lines) print(line);
  // Last, since Datadog may be slow.
  const { gateLines } = await gate;
  for (const line of await gateLines(`${project.name}/${stack.name}`, state.found, asked))
    print(line);
}

/** The columns of the titles. */
const WIDTH = 11;

function print([title, text]: StatusLine): void {
  console.log(`${title.padEnd(WIDTH)}${text.replaceAll("\n", `\n${" ".repeat(WIDTH)}`)}`);
}
