import { availableParallelism } from "node:os";
import { concurrently } from "../concurrently.ts";
import { engineMessages } from "../engine/engine.ts";
import { Stack } from "../engine/stack.ts";
import type { OutputFormat } from "../formatOption.ts";
import { stateFolder } from "../backend.ts";
import { lockIn } from "../heldLock.ts";
import type { StackOutput, StatusAllOutput } from "../output/statusAll.ts";
import { withProgress } from "../progressLine.ts";
import { findProject, type Project } from "../project.ts";
import { listStacks, type ListedStack } from "./listStacks.ts";
import { byUrgency, stackLines } from "./stackLines.ts";
import { stackOutput, unreadStack } from "./stackOutput.ts";

/**
 * How many runs of the engine there are at once. Each takes a processor for most of its time where the
 * state is in a folder; twice as many keep them busy where it is across a network.
 */
const MOST = 2 * availableParallelism();

/** Which stacks of the backend are read. */
export interface Which {
  /** Of these projects alone; of all where there are none. */
  readonly projects: readonly string[];
  /** Those of this name alone; all where it is absent. */
  readonly stack?: string | undefined;
}

/** Print where each stack of the project's backend stands. The exit code is 1 where one cannot be read. */
export async function printAll(which: Which, format: OutputFormat): Promise<void> {
  const output = await readAll(findProject(), which);
  if (format === "text") console.log(stackLines(output).join("\n"));
  else console.log(JSON.stringify(output, null, 2));
  if (output.stacks.some(({ fault }) => fault !== null)) process.exitCode = 1;
}

async function readAll(project: Project, { projects, stack }: Which): Promise<StatusAllOutput> {
  const { directory } = project;
  const folder = await stateFolder(project);
  const listing = listStacks({ directory, folder, projects, most: MOST });
  const { stacks, unlisted } = await withProgress("listing the stacks", listing);
  const wanted = stacks.filter(
    ({ name }) => stack === undefined || name.slice(name.lastIndexOf("/") + 1) === stack,
  );
  const now = new Date();
  const read = concurrently(wanted, MOST, (one) => readOne(one, { directory, folder, now }));
  const outputs = await withProgress(`reading ${wanted.length} stacks`, read);
  const faults = unlisted.map(({ project: name, fault }) => unreadStack(`${name}/*`, fault));
  const rollouts = outputs.filter((one) => one !== undefined);
  return {
    at: now.toISOString(),
    stacks: byUrgency([...faults, ...rollouts]),
    others: outputs.length - rollouts.length,
  };
}

/** One stack; nothing of its state is kept but what is printed. Never rejects. */
async function readOne(
  { name, updateInProgress }: ListedStack,
  { directory, folder, now }: { directory: string; folder: string | undefined; now: Date },
): Promise<StackOutput | undefined> {
  const called = name.replace(/^organization\//, "");
  try {
    const [stack = "", project = ""] = name.split("/").reverse();
    const held = folder === undefined ? undefined : await lockIn(folder, project, stack);
    const lock = held ?? (updateInProgress ? "an update runs" : null);
    const exported = await new Stack(name, directory).exportState();
    return stackOutput(called, exported, lock, now);
  } catch (error) {
    return unreadStack(called, engineMessages(error));
  }
}
