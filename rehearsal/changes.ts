import { readFile } from "node:fs/promises";
import { z } from "zod";

/** A resource that an update changed. */
export interface Changed {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

const event = z.object({
  resOutputsEvent: z
    .object({ metadata: z.object({ op: z.string(), urn: z.string(), type: z.string() }) })
    .optional(),
});

/** The resources that an update changed, from the engine's event log. */
export async function changesIn(eventLog: string): Promise<Changed[]> {
  const lines = (await readFile(eventLog, "utf8")).split("\n").filter((line) => line !== "");
  return lines.flatMap((line) => {
    const metadata = event.parse(JSON.parse(line)).resOutputsEvent?.metadata;
    if (!metadata || ["same", "read", "refresh"].includes(metadata.op)) return [];
    const { op, urn, type } = metadata;
    return [
      {
        op,
        type: type.slice(type.lastIndexOf(":") + 1),
        name: urn.slice(urn.lastIndexOf("::") + 2),
      },
    ];
  });
}

/** Changes in a line: up to six by name, more of them as counts. */
export function describeChanges(changes: readonly Changed[]): string {
  if (changes.length === 0) return "nothing";
  if (changes.length <= 6) return changes.map(({ op, name }) => `${op} ${name}`).join(", ");
  const counts = new Map<string, number>();
  for (const { op } of changes) counts.set(op, (counts.get(op) ?? 0) + 1);
  return [...counts].map(([op, count]) => `${op} ${count} resources`).join(", ");
}
