import { POLICIES, type Workspace, type StackName } from "./workspace.ts";
import { changesIn, describeChanges } from "./changes.ts";
import { edit, type Edit } from "./stackFile.ts";
import { rm } from "node:fs/promises";
import { join } from "node:path";

/** What was requested of an update, and what it did. */
export interface Updated {
  /** The lines of the stack file that changed, as a diff has them, or the command. */
  readonly requested: string;
  /** The resources that changed. */
  readonly changed: string;
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

/**
 * Edit a stack file as the release engineer does and run `pulumi up` with the policy pack. Without a
 * preview first, which the update would only repeat.
 */
export async function update(
  workspace: Workspace,
  stack: StackName,
  change: Edit,
): Promise<Updated> {
  const began = performance.now();
  const eventLog = join(workspace.directory, "events.json");
  await rm(eventLog, { force: true });
  const lines = await edit(workspace, stack, change);
  const up = ["up", "--yes", "--skip-preview", "--stack", stack, "--policy-pack", POLICIES];
  const { code, output } = await workspace.pulumi(...up, "--event-log", eventLog);
  return {
    requested: lines.length > 0 ? short(lines) : `pulumi up --stack ${stack}`,
    changed: describeChanges(await changesIn(eventLog)),
    code,
    output,
    seconds: (performance.now() - began) / 1000,
  };
}

/** The same, for where it must go through. */
export async function updated(
  workspace: Workspace,
  stack: StackName,
  change: Edit,
): Promise<Updated> {
  const done = await update(workspace, stack, change);
  if (done.code !== 0) throw new Error(`${done.requested} was refused\n${done.output}`);
  return done;
}

/** A diff in a line, each once; a release's commit and deployment go without saying. */
function short(lines: readonly string[]): string {
  return [...new Set(lines)].filter((line) => !/^. (commit|deployment):/.test(line)).join("  ");
}
