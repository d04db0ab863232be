import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { engineMessages } from "../engine/engine.ts";
import type { Project } from "../project.ts";
import { UserError } from "../userError.ts";
import { policyPackArgs } from "../policyPack.ts";

/** What a preview printed. */
export interface Previewed {
  /** Its events, one a line. */
  readonly events: string;
  /** What it said beside them: why it broke off, where it did. */
  readonly said: string;
}

/**
 * Preview a stack with the project's policy pack. One that refuses is a result as well.
 *
 * @throws {UserError} where there is nothing to preview
 */
export async function preview(project: Project, stack: string): Promise<Previewed> {
  const pulumi = spawn(
    "pulumi",
    [
      "preview",
      "--json",
      "--non-interactive",
      "--stack",
      stack,
      ...(await policyPackArgs(project.directory)),
    ],
    {
      cwd: project.directory,
      env: { ...process.env, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const [events, said] = await Promise.all([
    text(pulumi.stdout),
    text(pulumi.stderr),
    once(pulumi, "close"),
  ]);
  if (events.trim() === "")
    throw new UserError(
      `the stack ${stack} of ${project.name} cannot be previewed: ${engineMessages(said)}`,
    );
  return { events, said: engineMessages(said) };
}
