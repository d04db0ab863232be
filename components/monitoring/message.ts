import type { Definition } from "./definition.ts";

/** Where a monitor's part of the runbook is. */
export function runbookOf(runbookUrl: string, key: string): string {
  return `${runbookUrl}#${key}`;
}

/** What an alert says: what it means, what to do, and where more is. Who is told is not its business. */
export function messageOf(
  key: string,
  { means, todo }: Pick<Definition, "means" | "todo">,
  runbookUrl: string,
): string {
  return [means, `What to do: ${todo}`, `Runbook: ${runbookOf(runbookUrl, key)}`].join("\n\n");
}
