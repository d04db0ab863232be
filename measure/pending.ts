import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { TrafficFacts } from "../rollout/facts.ts";

/** How long the engine may take to say it, in milliseconds. */
const PATIENCE = 20_000;

const exported = z.object({
  deployment: z.object({
    pending_operations: z
      .array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) }))
      .default([]),
  }),
});

/** What began and did not end by an exported state, as text: `updating traffic-canary`. */
export function pendingIn(state: unknown): string[] {
  return exported.parse(state).deployment.pending_operations.map(({ type, resource: { urn } }) => {
    return `${type} ${urn.slice(urn.lastIndexOf("::") + 2)}`;
  });
}

/**
 * Query the engine for it, which does not give it to a program. The next update drops anything but a
 * creation: so this is to be called before anything is written. Never rejects.
 *
 * @param stack `organization/project/stack`
 * @param directory the project's
 */
export async function pendingOf(
  stack: string,
  directory: string,
): Promise<Pick<TrafficFacts, "pending" | "unknown">> {
  try {
    const args = ["stack", "export", "--non-interactive", "--stack", stack];
    const { stdout } = await promisify(execFile)("pulumi", args, {
      cwd: directory,
      timeout: PATIENCE,
      maxBuffer: 1 << 30,
    });
    return { pending: pendingIn(JSON.parse(stdout)), unknown: [] };
  } catch (error) {
    const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
    const why = code === "ENOENT" ? "no pulumi is on the PATH" : stderr.trim() || String(error);
    return { pending: [], unknown: [`whether an update was cut off is unknown: ${why}`] };
  }
}
