import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const checkpoint = z.object({
  checkpoint: z.object({
    latest: z
      .object({
        resources: z
          .array(
            z.object({
              urn: z.string(),
              type: z.string(),
              inputs: z.record(z.string(), z.unknown()).optional(),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

/**
 * Reads the rollout's record in a workspace's state, as it is written there; again only after the engine
 * has written it. From the file of the backend itself: an export starts an engine, and this is read twice
 * a second.
 */
export function recordReader(workspace: string, project: string, stack: string): () => unknown {
  const file = join(workspace, "state/.pulumi/stacks", project, `${stack}.json`);
  let read: { readonly written: number; readonly record: unknown } | undefined;
  return () => {
    const written = existsSync(file) ? statSync(file).mtimeMs : 0;
    if (read?.written !== written) read = { written, record: written ? recordIn(file) : undefined };
    return read.record;
  };
}

function recordIn(file: string): unknown {
  const { latest } = checkpoint.parse(JSON.parse(readFileSync(file, "utf8"))).checkpoint;
  const stash = latest?.resources?.find(
    ({ type, urn }) => type === "pulumi:index:Stash" && urn.endsWith("::record"),
  );
  return stash?.inputs?.["input"];
}
