import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { AS_EDITED, type Workspace, type StackName } from "./workspace.ts";
import { namespaceOf } from "./projectFiles.ts";

/** A release as a stack file names it. */
export interface Release {
  readonly version: string;
  readonly commit: string;
  readonly deployment: string;
}

/** What a step edits; `null` takes a key out. */
export interface Edit {
  readonly percentage?: number;
  readonly stable?: Release;
  readonly canary?: Release | null;
  /** Any other key of the namespace, by its name. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** Edit a stack file as the release engineer does; returns the lines that changed, as a diff has them. */
export async function edit(
  workspace: Workspace,
  stack: StackName,
  change: Edit,
): Promise<string[]> {
  const file = join(workspace.directory, `Pulumi.${stack}.yaml`);
  const before = await readFile(file, "utf8");
  const document = parseDocument(before);
  const own = namespaceOf(document);
  const releases = ["config", `${own}releases`];
  if (change.percentage !== undefined)
    document.setIn(["config", `${own}percentage`], String(change.percentage));
  if (change.stable) document.setIn([...releases, "stable"], document.createNode(change.stable));
  if (change.canary) document.setIn([...releases, "canary"], document.createNode(change.canary));
  if (change.canary === null) document.deleteIn([...releases, "canary"]);
  for (const [key, value] of Object.entries(change.set ?? {})) {
    if (value === null) document.deleteIn(["config", `${own}${key}`]);
    else document.setIn(["config", `${own}${key}`], document.createNode(value));
  }
  const after = document.toString(AS_EDITED);
  await writeFile(file, after);
  return changedLines(before, after);
}

/** The lines that one text has more often than the other, without comments. */
function changedLines(before: string, after: string): string[] {
  const lines = (text: string) => text.split("\n").filter((line) => !/^\s*(#|$)/.test(line));
  return [
    ...moreOften(lines(before), lines(after)).map((line) => `- ${line}`),
    ...moreOften(lines(after), lines(before)).map((line) => `+ ${line}`),
  ];
}

function moreOften(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.flatMap((line) => {
    const index = left.indexOf(line);
    if (index < 0) return [line.trim()];
    left.splice(index, 1);
    return [];
  });
}

/** What a stack file says under a key, e.g. production's `releases`. */
export async function named<T>(workspace: Workspace, stack: StackName, key: string): Promise<T> {
  const document = parseDocument(
    await readFile(join(workspace.directory, `Pulumi.${stack}.yaml`), "utf8"),
  );
  const { config } = document.toJS() as { config: Record<string, T> };
  const full = `${namespaceOf(document)}${key}`;
  const result = config[full];
  if (result === undefined) throw new Error(`Pulumi.${stack}.yaml has no ${full}`);
  return result;
}
